import { DIFF_PARAMETERS, PARAMETERS, STATUSES, spelled } from '@in-force/answers';
import { REFUSALS } from '@in-force/domain';
import {
  CATALOG,
  Envelope,
  MeasureAmended,
  MeasureAnnounced,
  MeasureExpired,
  MeasureResumed,
  MeasureRevoked,
  MeasureSuspended,
  MeasureSuspensionExtended,
  MeasureTookEffect,
} from '@in-force/events';
import { type Bounds, grouped, sized } from '@in-force/formats';
import { z } from 'zod';
import { boundsOf } from './bodies.js';
import { CITED, EXPORTS, FILES, mediaTypeOf, SPANS } from './files.js';
import { PROBLEMS } from './problems.js';
import { Said } from './recording.js';

const WORDS: Readonly<Record<string, string>> = {
  on: 'The day the rule applies, in the issuer’s time zone; today in UTC by default.',
  region: 'An ISO 3166-1 code, a bloc (EU, G7 …) or world.',
  item: 'A symbol (Dy), a slug, a control code (1C902), or hs:8112.',
  issuer: 'Whose acts: codes, comma-separated.',
  kind: 'Kinds of measure, comma-separated.',
  measure: 'Ids of measures, comma-separated.',
  status: `Which states, comma-separated, or all: ${STATUSES.join(', ')}; with reading also removed, unclear.`,
  knownOn: 'The day by which the source was public.',
  recordedAt: 'What this log held: a position (digits) or an RFC 3339 instant.',
  reading: 'A party; adds how it reads each measure.',
  position: 'A position of the record; its head by default.',
  limit: 'How many at the most.',
  after: 'After which measure, or position.',
  log: 'The tree head of the record that a citation is of.',
  facts: 'The digest of the facts that a citation is of.',
  dryRun: 'true: check and decide everything, and store nothing.',
  again: 'true: record it even where the same was recorded already.',
  id: 'Its id.',
  expect: 'The status that was expected.',
  corrections: 'raw: events as recorded, corrections and retractions too; applied: as those left them.',
  q: 'The words to be found; prefixes count, case and diacritics do not.',
  from: 'The first day.',
  to: 'The last day; today in UTC by default.',
  step: 'day, week or month.',
  days: 'How many days ahead.',
  regions: 'Countries, blocs and world, comma-separated, each a row of its own; all countries by default.',
  party: 'A party: CN, US, EU.',
  frames: 'true: count measures too that bite only through others, such as lists of dual-use goods.',
  contested: 'true: only measures that a party reads otherwise than the acts say.',
  ...Object.fromEntries(
    ['a', 'b'].flatMap((side) => ['on', 'knownOn', 'recordedAt', 'reading'].map((name) => [`${side}.${name}`, `${name} of side ${side}.`])),
  ),
  'In-Force-Position': 'A position that the record must have reached; waited for, then 503.',
  'If-None-Match': 'The ETag of the answer that the asker has.',
  'Last-Event-ID': 'The position up to which the client has everything: the last id that it got.',
  'Idempotency-Key': 'The same key records the same act once.',
  'If-Match':
    'The revision (number in its stream, from 0) that the last event of the measure’s stream must have; else 412. If-None-Match: * demands that the stream holds no event yet.',
  'Accept-Datetime': 'A moment as HTTP writes it: the answer of the record as it stood at the end of that second (RFC 7089).',
  'X-Request-Id': 'The id of the request, 1 to 200 visible ASCII characters; the answer repeats it, or has a new one.',
};

const parameter = (place: 'query' | 'path' | 'header') => (name: string) => ({
  name,
  in: place,
  required: place === 'path',
  description: WORDS[name],
  schema: { type: 'string' },
});
const [inQuery, inPath, inHeader] = [parameter('query'), parameter('path'), parameter('header')];
const json = (schema: object, type = 'application/json') => ({ [type]: { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const problem = { description: 'A problem (RFC 9457).', content: json(ref('Problem'), 'application/problem+json') };
const headers = {
  'X-Request-Id': { description: 'The id of the request, or a new one.', schema: { type: 'string' } },
  'In-Force-Position': { description: 'The position that the answer knows at the least.', schema: { type: 'string' } },
};
const answers = (description: string, content: object = json({ type: 'object' }), status = '200') => ({
  [status]: { description, headers, content },
  '4XX': problem,
  '503': problem,
});

/** A question that every address can be tried with, on the founding record. */
const EXAMPLES: Readonly<Record<string, string>> = {
  '/v1/controls': '/v1/controls?on=2025-11-20&region=EU&item=Dy',
  '/v1/measures/{id}': '/v1/measures/cn-mofcom-2025-18?on=2025-11-20&region=FR',
  '/v1/measures/{id}/since': '/v1/measures/cn-mofcom-2025-18/since?on=2025-11-20&region=FR&recordedAt=200',
  '/v1/instruments/{id}': '/v1/instruments/cn-mofcom-2025-70?on=2025-11-20',
  '/v1/controls/since': '/v1/controls/since?on=2025-11-20&region=EU&recordedAt=200',
  '/v1/explain/{id}': '/v1/explain/cn-mofcom-2025-56?on=2026-11-20&region=KR&expect=suspended',
  '/v1/timeline': '/v1/timeline?region=EU&from=2025-10-01&to=2025-12-01',
  '/v1/upcoming': '/v1/upcoming?on=2026-10-20&days=60',
  '/v1/diff': '/v1/diff?a.on=2025-11-05&a.knownOn=2025-11-05&b.on=2025-11-05&region=EU',
  '/v1/matrix': '/v1/matrix?regions=EU,US&from=2025-01-01&to=2025-12-31',
  '/v1/negotiations/{id}': '/v1/negotiations/eu-cn-trade?on=2025-11-20',
  '/v1/arrangements/{id}': '/v1/arrangements/us-cn-2025-10-30-busan?on=2025-11-20',
  '/v1/commitments': '/v1/commitments?on=2026-11-20&status=all',
  '/v1/commitments/{id}': '/v1/commitments/cn-eu-2025-06-03-green-channel?on=2026-11-20',
  '/v1/readings': '/v1/readings?on=2025-11-20&region=EU&contested=true',
  '/v1/search': '/v1/search?q=dyspros',
  '/v1/events': '/v1/events?after=260',
  '/v1/checkpoint': '/v1/checkpoint?position=346',
  '/v1/proof/event/{id}': '/v1/proof/event/1d8d11c7-a630-5239-9f65-0a6c6030b5c1?position=346',
  '/v1/proof/consistency': '/v1/proof/consistency?from=200&to=346',
  '/v1/events/{id}': '/v1/events/1d8d11c7-a630-5239-9f65-0a6c6030b5c1',
};

/** What a parameter of an address is in its example; a file has that of its list. */
function exampleOf(path: string, name: string): { readonly example?: string } {
  const asked = EXAMPLES[path] ?? EXAMPLES[path.replace(/\.[a-z.]+$/, '')];
  if (!asked) return {};
  const url = new URL(asked, 'http://localhost');
  const [, prefix = '', suffix = ''] = /^(.*)\{id\}(.*)$/.exec(path) ?? [];
  const example = name === 'id' ? url.pathname.slice(prefix.length, url.pathname.length - suffix.length) : url.searchParams.get(name);
  return example ? { example } : {};
}

const pathsIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => inPath(name));
const get = (path: string, summary: string, query: readonly string[], more: { headers?: readonly string[]; content?: object } = {}) => ({
  [path]: {
    get: {
      summary,
      parameters: [...pathsIn(path), ...query.map(inQuery), ...['In-Force-Position', ...(more.headers ?? [])].map(inHeader)].map((one) => ({
        ...one,
        ...exampleOf(path, one.name),
      })),
      responses: answers(summary, more.content),
    },
  },
});
const plain = (path: string, summary: string) => ({
  [path]: { get: { summary, responses: { ...answers(summary) } } },
});
/** Returns the bounds of a body in a sentence. */
const bounded = ({ bytes, lines, entries, events, values, words }: Bounds): string =>
  [
    `At the most ${sized(bytes)} in UTF-8, unpacked`,
    ...(entries > 1 ? [`${grouped(lines)} lines`, `${grouped(entries)} entries`, `${grouped(events)} events`] : []),
    `${grouped(values)} values of JSON${words > 0 ? ` or ${grouped(words)} signs and words of YAML` : ''}; else 413.`,
  ].join(', ');
const post = (path: string, summary: string, body: object, query: readonly string[], headers: readonly string[], status: string) => ({
  [path]: {
    post: {
      summary,
      security: [{ recorder: [] }],
      parameters: [...pathsIn(path), ...query.map(inQuery), ...['In-Force-Position', ...headers].map(inHeader)],
      requestBody: { required: true, description: bounded(boundsOf(path)), content: body },
      responses: answers('What was recorded.', json({ type: 'object' }), status),
    },
  },
});

const ACTS = {
  announcement: MeasureAnnounced,
  amendment: MeasureAmended,
  start: MeasureTookEffect,
  suspension: MeasureSuspended,
  extension: MeasureSuspensionExtended,
  resumption: MeasureResumed,
  revocation: MeasureRevoked,
  expiry: MeasureExpired,
};

/** A JSON Schema as a component: what it refers to within itself is found from the root of the document. */
function component(name: string, schema: z.ZodType): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return JSON.parse(JSON.stringify(described).replaceAll('"#/$defs/', `"#/components/schemas/${name}/$defs/`)) as object;
}

const text = { type: 'string' };
const acts = Object.entries(ACTS).map(([act, { type, schema }]) => ({
  act,
  type,
  name: `${type}.act`,
  schema: z.strictObject({ ...schema.shape, ...Said.shape }),
}));
const envelope = component('Event', Envelope) as { properties: object };
const schemas = {
  ...Object.fromEntries(CATALOG.map(({ type, schema }) => [type, component(type, schema)])),
  ...Object.fromEntries(acts.map(({ name, schema }) => [name, component(name, schema)])),
  Event: {
    type: 'object',
    properties: {
      ...envelope.properties,
      ...{ stream: text, revision: { type: 'integer' }, position: text, recordedAt: text, version: { type: 'integer' } },
      type: { enum: CATALOG.map(({ type }) => type) },
      data: { oneOf: CATALOG.map(({ type }) => ref(type)) },
      ...{ correctedBy: { type: 'array', items: text }, retractedBy: { type: ['string', 'null'] }, links: { type: 'object' } },
    },
  },
  Problem: {
    type: 'object',
    properties: {
      type: { enum: ['about:blank', ...Object.keys({ ...PROBLEMS, ...REFUSALS }).map((name) => `/problems/${name}`)] },
      title: text,
      status: { type: 'integer' },
      detail: text,
      more: { type: 'integer' },
      errors: { type: 'array', items: { type: 'object', properties: { pointer: text, detail: text, line: { type: 'integer' } } } },
    },
  },
};

const STREAM =
  'The record, pushed as server-sent events: each bears its position as id and its type as event. It begins with the position from which it goes on, and says with an event `position`, which has no data, how far a client is that a filter spares events. A position that has not come is waited for.';

const cached = { headers: ['If-None-Match'] };
const dated = { headers: ['If-None-Match', 'Accept-Datetime'] };
const file = { ...json({ type: 'object' }), ...json(text, 'application/yaml'), ...json(text, 'application/x-ndjson') };

/** The API, described for machines. The schemas are those of the events themselves. */
export const openapi = {
  openapi: '3.1.0',
  info: { title: 'In Force', version: '1', description: 'What was in force, where, when, and according to whom.' },
  paths: {
    ...get('/v1/controls', 'The controls in the states asked for.', PARAMETERS.controls, dated),
    ...get('/v1/measures/{id}', 'One measure: its status, its explanation, its history.', PARAMETERS.measure, dated),
    ...get('/v1/instruments/{id}', 'One act: the measures it made, and those it touched.', PARAMETERS.instrument, dated),
    ...get('/v1/explain/{id}', 'Why, or why not, and what would make another answer.', PARAMETERS.explain.map(spelled), cached),
    ...get('/v1/controls/since', 'What has changed since an answer was cited, and why.', PARAMETERS.controls),
    ...get('/v1/measures/{id}/since', 'What has changed since an answer was cited, and why.', PARAMETERS.measure),
    ...Object.assign(
      {},
      ...FILES.map((file) =>
        get(`/v1/${file}`, 'The same answer as a file.', PARAMETERS[file.split('.')[0] as 'controls'].map(spelled), {
          content: json(text, mediaTypeOf(file)),
        }),
      ),
      ...CITED.map((file) =>
        get(`/v1/${file}`, 'The answer as a work to be cited.', PARAMETERS.controls, { content: json(text, mediaTypeOf(file)) }),
      ),
      ...SPANS.map((file) =>
        get(`/v1/${file}`, 'The panel of spans: which status each measure has on which days, for whom.', PARAMETERS.spans, {
          content: json(text, mediaTypeOf(file)),
        }),
      ),
      ...EXPORTS.map((file) =>
        get(`/v1/${file}`, 'The whole record, as recorded or as its corrections left it.', PARAMETERS.export, {
          content: json(text, mediaTypeOf(file)),
        }),
      ),
    ),
    ...get('/v1/export/manifest.json', 'What each export of the whole record holds, with its hash.', PARAMETERS.export),
    ...get('/v1/upcoming.ics', 'The dates about to arrive, for calendar programs.', PARAMETERS.upcoming.map(spelled), {
      content: json(text, 'text/calendar'),
    }),
    ...get('/v1/timeline', 'What happened between two days, and what the calendar did.', PARAMETERS.timeline.map(spelled), cached),
    ...get('/v1/upcoming', 'The dates about to arrive.', PARAMETERS.upcoming.map(spelled), cached),
    ...get('/v1/diff', 'What differs between two answers, each difference with its cause.', DIFF_PARAMETERS, cached),
    ...get('/v1/matrix', 'Controls counted by day, country, status and coverage.', PARAMETERS.matrix.map(spelled), cached),
    ...get('/v1/negotiations', 'Tracks of talks with their rounds.', PARAMETERS.negotiations.map(spelled), cached),
    ...get('/v1/negotiations/{id}', 'One track of talks.', PARAMETERS.negotiations.map(spelled), cached),
    ...get(
      '/v1/arrangements',
      'Rounds and what was promised there, with the acts that kept it.',
      PARAMETERS.arrangements.map(spelled),
      cached,
    ),
    ...get('/v1/arrangements/{id}', 'One round and what was promised there.', PARAMETERS.arrangements.map(spelled), cached),
    ...get('/v1/commitments', 'What parties said they will do, and what came of it.', PARAMETERS.commitments.map(spelled), cached),
    ...get('/v1/commitments/{id}', 'One commitment.', PARAMETERS.commitments.map(spelled), cached),
    ...get('/v1/readings', 'How parties read measures, and where they disagree.', PARAMETERS.readings.map(spelled), cached),
    ...get('/v1/search', 'What holds the words asked for.', PARAMETERS.search.map(spelled), cached),
    ...get('/v1/licensing', 'Figures on licences, as said.', PARAMETERS.licensing.map(spelled), cached),
    ...get('/v1/facilitations', 'Easings that leave a control in force.', PARAMETERS.facilitations.map(spelled), cached),
    ...get('/v1/events', 'The record itself, oldest first.', ['after', 'limit'], {
      content: json({ type: 'object', properties: { events: { type: 'array', items: ref('Event') }, next: { type: ['string', 'null'] } } }),
    }),
    ...get('/v1/events/{id}', 'One event as it was recorded, and the corrections and the retraction that it has had since.', [], {
      content: json(ref('Event')),
    }),
    ...get(
      '/v1/checkpoint',
      'How far the record goes and its tree head there (C2SP tlog-checkpoint), signed where the service has a key.',
      ['position'],
      {
        content: json(text, 'text/plain'),
      },
    ),
    ...get('/v1/checkpoint/keys', 'The keys that sign checkpoints, a line each (C2SP signed-note).', [], {
      content: json(text, 'text/plain'),
    }),
    ...get('/v1/proof/event/{id}', 'Proves that an event stands in the record under a tree head (RFC 9162).', ['position']),
    ...get('/v1/proof/consistency', 'Proves that one tree head is the beginning of another (RFC 9162).', ['from', 'to']),
    ...get('/v1/stream', STREAM, ['after', 'measure', 'issuer', 'kind'], {
      headers: ['Last-Event-ID'],
      content: json(text, 'text/event-stream'),
    }),
    ...Object.assign(
      {},
      ...acts.map(({ act, type, name }) =>
        post(`/v1/measures/{id}/${act}`, `Records ${type}.`, json(ref(name)), ['again'], ['Idempotency-Key', 'If-Match'], '201'),
      ),
    ),
    ...post('/v1/import', 'Records many events at once.', file, ['dryRun', 'again'], [], '200'),
    '/v1/what-if': {
      post: {
        summary: 'The answer to a question if the body were recorded. Nothing is stored.',
        parameters: [...PARAMETERS.whatIf.map(spelled).map(inQuery), inHeader('In-Force-Position')],
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

/** The methods that the address of a request takes; none where there is no such address. */
export function methodsOf(url: string): string[] {
  const [path = ''] = url.split('?', 1);
  return Object.entries(openapi.paths)
    .filter(([template]) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .flatMap(([, methods]) => Object.keys(methods).flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])));
}
