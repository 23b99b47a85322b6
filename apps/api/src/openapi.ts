import { PARAMETERS } from '@in-force/answers';
import { VERSION } from '@in-force/engine';
import { boundsOf } from './bodies.js';
import { CITED, EXPORTS, FILES, mediaTypeOf, SPANS } from './files.js';
import { COMPARED, inHeader, inQuery, otherParameters, questionParameters } from './openapi-parameters.js';
import { answers, bounded, get, json, plain, post } from './openapi-paths.js';
import { acts, ref, schemas, text } from './openapi-schemas.js';

const STREAM =
  'The record, pushed as server-sent events: each bears its position as id and its type as event. It begins with the position from which it goes on, and says with an event `position`, which has no data, how far a client is that a filter spares events. A position that has not come is waited for.';

const cached = { headers: ['If-None-Match'] };
const dated = { headers: ['If-None-Match', 'Accept-Datetime'] };
const file = { ...json({ type: 'object' }), ...json(text, 'application/yaml'), ...json(text, 'application/x-ndjson') };

/** The API, described for machines. The schemas are those of the events themselves. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'In Force',
    version: VERSION,
    description: 'What was in force, where, when, and according to whom. The record and all that is made of it: CC BY 4.0.',
    license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
  },
  paths: {
    ...get('/v1/controls', 'The controls in the states asked for.', questionParameters(PARAMETERS.controls), dated),
    ...get('/v1/measures/{id}', 'One measure: its status, its explanation, its history.', questionParameters(PARAMETERS.measure), dated),
    ...get(
      '/v1/instruments/{id}',
      'One act: the measures it made, and those it touched.',
      questionParameters(PARAMETERS.instrument),
      dated,
    ),
    ...get('/v1/explain/{id}', 'Why, or why not, and what would make another answer.', questionParameters(PARAMETERS.explain), cached),
    ...get('/v1/controls/since', 'What has changed since an answer was cited, and why.', questionParameters(PARAMETERS.controls)),
    ...get('/v1/measures/{id}/since', 'What has changed since an answer was cited, and why.', questionParameters(PARAMETERS.measure)),
    ...Object.assign(
      {},
      ...FILES.map((file) =>
        get(`/v1/${file}`, 'The same answer as a file.', questionParameters(PARAMETERS[file.split('.')[0] as 'controls']), {
          content: json(text, mediaTypeOf(file)),
        }),
      ),
      ...CITED.map((file) =>
        get(`/v1/${file}`, 'The answer as a work to be cited.', questionParameters(PARAMETERS.controls), {
          content: json(text, mediaTypeOf(file)),
        }),
      ),
      ...SPANS.map((file) =>
        get(
          `/v1/${file}`,
          'The panel of spans: which status each measure has on which days, for whom.',
          questionParameters(PARAMETERS.spans),
          {
            content: json(text, mediaTypeOf(file)),
          },
        ),
      ),
      ...EXPORTS.map((file) =>
        get(`/v1/${file}`, 'The whole record, as recorded or as its corrections left it.', questionParameters(PARAMETERS.export), {
          content: json(text, mediaTypeOf(file)),
        }),
      ),
    ),
    ...get('/v1/export/manifest.json', 'What each export of the whole record holds, with its hash.', questionParameters(PARAMETERS.export)),
    ...get('/v1/upcoming.ics', 'The dates about to arrive, for calendar programs.', questionParameters(PARAMETERS.upcoming), {
      content: json(text, 'text/calendar'),
    }),
    ...get('/v1/timeline', 'What happened between two days, and what the calendar did.', questionParameters(PARAMETERS.timeline), cached),
    ...get('/v1/upcoming', 'The dates about to arrive.', questionParameters(PARAMETERS.upcoming), cached),
    ...get('/v1/diff', 'What differs between two answers, each difference with its cause.', COMPARED, cached),
    ...get('/v1/matrix', 'Controls counted by day, country, status and coverage.', questionParameters(PARAMETERS.matrix), cached),
    ...get('/v1/negotiations', 'Tracks of talks with their rounds.', questionParameters(PARAMETERS.negotiations), cached),
    ...get('/v1/negotiations/{id}', 'One track of talks.', questionParameters(PARAMETERS.negotiations), cached),
    ...get(
      '/v1/arrangements',
      'Rounds and what was promised there, with the acts that kept it.',
      questionParameters(PARAMETERS.arrangements),
      cached,
    ),
    ...get('/v1/arrangements/{id}', 'One round and what was promised there.', questionParameters(PARAMETERS.arrangements), cached),
    ...get('/v1/commitments', 'What parties said they will do, and what came of it.', questionParameters(PARAMETERS.commitments), cached),
    ...get('/v1/commitments/{id}', 'One commitment.', questionParameters(PARAMETERS.commitments), cached),
    ...get('/v1/readings', 'How parties read measures, and where they disagree.', questionParameters(PARAMETERS.readings), cached),
    ...get('/v1/search', 'What holds the words asked for.', questionParameters(PARAMETERS.search), cached),
    ...get('/v1/licensing', 'Figures on licences, as said.', questionParameters(PARAMETERS.licensing), cached),
    ...get('/v1/facilitations', 'Easings that leave a control in force.', questionParameters(PARAMETERS.facilitations), cached),
    ...get('/v1/statements', 'Who said what.', questionParameters(PARAMETERS.statements), cached),
    ...get('/v1/instruments', 'Acts, with the measures that they made and touched.', questionParameters(PARAMETERS.instruments), cached),
    ...get('/v1/measures', 'The measures that there are, whatever their status.', questionParameters(PARAMETERS.measures), cached),
    ...get('/v1/items', 'The items of the vocabulary, with their codes.', questionParameters(PARAMETERS.items), cached),
    ...get('/v1/regions', 'Countries and blocs with their members.', questionParameters(PARAMETERS.regions), cached),
    ...get('/v1/errata', 'Corrections and retractions, newest first.', questionParameters(PARAMETERS.errata), cached),
    ...get('/v1/events', 'The record itself, oldest first.', questionParameters(['after', 'limit']), {
      content: json({ type: 'object', properties: { events: { type: 'array', items: ref('Event') }, next: { type: ['string', 'null'] } } }),
    }),
    ...get('/v1/events/{id}', 'One event as it was recorded, and the corrections and the retraction that it has had since.', [], {
      content: json(ref('Event')),
    }),
    ...get(
      '/v1/checkpoint',
      'How far the record goes and its tree head there (C2SP tlog-checkpoint), signed where the service has a key.',
      otherParameters('position'),
      {
        content: json(text, 'text/plain'),
      },
    ),
    ...get('/v1/checkpoint/keys', 'The keys that sign checkpoints, a line each (C2SP signed-note).', [], {
      content: json(text, 'text/plain'),
    }),
    ...get('/v1/proof/event/{id}', 'Proves that an event stands in the record under a tree head (RFC 9162).', otherParameters('position')),
    ...get('/v1/proof/consistency', 'Proves that one tree head is the beginning of another (RFC 9162).', otherParameters('from', 'to')),
    ...get(
      '/v1/stream',
      STREAM,
      [...questionParameters(['after']), ...otherParameters('measure'), ...questionParameters(['issuer', 'kind'])],
      {
        headers: ['Last-Event-ID'],
        content: json(text, 'text/event-stream'),
      },
    ),
    ...Object.assign(
      {},
      ...acts.map(({ act, type, name }) =>
        post(
          `/v1/measures/{id}/${act}`,
          `Records ${type}.`,
          json(ref(name)),
          otherParameters('again'),
          ['Idempotency-Key', 'If-Match'],
          '201',
        ),
      ),
    ),
    ...post('/v1/import', 'Records many events at once.', file, otherParameters('dryRun', 'again'), [], '200'),
    '/v1/what-if': {
      post: {
        summary: 'The answer to a question if the body were recorded. Nothing is stored.',
        parameters: [...questionParameters(PARAMETERS.whatIf).map(inQuery), ...otherParameters('In-Force-Position').map(inHeader)],
        requestBody: { required: true, description: bounded(boundsOf('/v1/what-if')), content: file },
        responses: answers('Both answers, and what differs.'),
      },
    },
    ...plain('/v1/codebook.md', 'What every word and column means.'),
    ...plain('/health/live', 'Whether the process lives.'),
    ...plain('/health/ready', 'Whether it can answer.'),
    ...plain('/openapi.json', 'This description.'),
  } as Readonly<Record<string, Readonly<Record<string, object>>>>,
  components: { securitySchemes: { recorder: { type: 'http', scheme: 'bearer' } }, schemas },
};

/** Returns the methods that the address of a request takes; none where there is no such address. */
export function methodsOf(url: string): string[] {
  const [path = ''] = url.split('?', 1);
  return Object.entries(openapi.paths)
    .filter(([template]) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .flatMap(([, methods]) => Object.keys(methods).flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])));
}
