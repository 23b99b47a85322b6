import { PARAMETERS } from '@in-force/answers';
import { type Described, otherParameters, questionParameters } from './openapi-parameters.js';
import { CITABLE, get, inPart, json, media, plain, post, text } from './openapi-paths.js';
import { acts, ref } from './openapi-schemas.js';

const STREAM =
  'The record, pushed as server-sent events: each bears its position as id, its type as event, and an Event as data. It begins with the position from which it goes on, and says with an event `position`, which has no data, how far a client is that a filter spares events. A position that has not come is waited for.';

const record = inPart('Record');
const files = inPart('Files');
const recording = inPart('Recording');
const service = inPart('Service');
const controls = inPart('Controls');
const days = inPart('Days');

const recordFile = {
  ...media('application/json', ref('RecordFile')),
  ...media('application/yaml', text),
  ...media('application/x-ndjson', text),
};

/** The record itself, and proofs of it. */
export const RECORD = {
  ...get('/v1/export/manifest.json', files('getManifest', 'Manifest', 'What each export of the whole record holds, with its hash.'), {
    query: questionParameters(PARAMETERS.export),
    content: json('ManifestAnswer'),
  }),
  ...get('/v1/upcoming.ics', files('getCalendar', 'Calendar', 'The dates about to arrive, for calendar programs.'), {
    query: questionParameters(PARAMETERS.upcoming),
    headers: ['If-None-Match'],
    content: media('text/calendar', text),
  }),
  ...get('/v1/errata', record('listErrata', 'Errata', `Corrections and retractions, newest first.${CITABLE}`), {
    query: questionParameters(PARAMETERS.errata),
    headers: ['If-None-Match'],
    content: json('ErrataAnswer'),
  }),
  ...get('/v1/events', record('listEvents', 'Events', 'The record itself, oldest first.'), {
    query: otherParameters('after', 'limit'),
    content: json('EventsAnswer'),
  }),
  ...get(
    '/v1/events/{id}',
    record('getEvent', 'One event', 'One event as it was recorded, and the corrections and the retraction that it has had since.'),
    { content: json('Event') },
  ),
  ...get('/v1/stream', record('followEvents', 'Stream', STREAM), {
    query: [...otherParameters('resume', 'measure'), ...questionParameters(['issuer', 'kind'])],
    headers: ['Last-Event-ID'],
    content: media('text/event-stream', text),
  }),
  ...get(
    '/v1/checkpoint',
    record(
      'getCheckpoint',
      'Checkpoint',
      'How far the record goes and its tree head there (C2SP tlog-checkpoint), signed where the service has a key.',
    ),
    { query: otherParameters('position'), content: media('text/plain', text) },
  ),
  ...get('/v1/checkpoint/keys', record('getCheckpointKeys', 'Keys', 'The keys that sign checkpoints, a line each (C2SP signed-note).'), {
    content: media('text/plain', text),
  }),
  ...get(
    '/v1/proof/event/{id}',
    record('proveEvent', 'Proof of an event', 'Proves that an event stands in the record under a tree head (RFC 9162).'),
    { query: otherParameters('position'), content: json('InclusionProof') },
  ),
  ...get(
    '/v1/proof/consistency',
    record('proveConsistency', 'Proof of consistency', 'Proves that one tree head is the beginning of another (RFC 9162).'),
    { query: otherParameters('from', 'to'), content: json('ConsistencyProof') },
  ),
};

const feeds = (path: string, id: string, title: string, says: string, query: readonly Described[]) => ({
  ...get(`/v1/${path}.atom`, files(`${id}Atom`, `${title} as Atom`, `${says} For feed readers.`), {
    query,
    headers: ['If-None-Match'],
    content: media('application/atom+xml', text),
  }),
  ...get(`/v1/${path}.json`, files(`${id}JsonFeed`, `${title} as JSON Feed`, `${says} For feed readers (JSON Feed 1.1).`), {
    query,
    headers: ['If-None-Match'],
    content: media('application/feed+json', JSON_FEED),
  }),
});
const JSON_FEED = {
  type: 'object',
  required: ['version', 'title', 'items'],
  properties: { version: { type: 'string' }, title: { type: 'string' }, items: { type: 'array', items: { type: 'object' } } },
};

const WATCHED = [
  ...questionParameters(PARAMETERS.changes.filter((name) => name !== 'status' && name !== 'limit' && name !== 'after')),
  ...otherParameters('status.changes', 'limit.changes', 'after.changes'),
];
const CHANGED = 'What changed in the answer to a question about today, and why.';
const CHANGES_STREAM =
  'The changes of an answer, pushed as server-sent events: each bears its cursor as id, and a Change as data, in an event `change`, or `ahead` for a date that is near. It begins with the cursor from which it goes on, and says with an event `cursor`, which has no data, how far a client is. Who comes again with a cursor of other rules is told the whole answer in an event `rules`.';

/** What changed in answers, and the record for feed readers. */
export const CHANGES = {
  ...get(
    '/v1/changes',
    days(
      'listChanges',
      'Changes',
      `${CHANGED} Without \`after\` it begins now. A cursor of other rules gets 410, with the whole answer and a new cursor.`,
    ),
    { query: WATCHED, content: json('ChangesAnswer') },
  ),
  ...get('/v1/changes/stream', days('followChanges', 'Changes, pushed', CHANGES_STREAM), {
    query: WATCHED,
    headers: ['Last-Event-ID.changes'],
    content: media('text/event-stream', text),
  }),
  ...feeds('changes', 'getChanges', 'Changes', CHANGED, WATCHED),
  ...feeds('feed', 'getFeed', 'Record', 'The last events of the record, newest first; after a position those that followed it.', [
    ...otherParameters('resume', 'limit', 'measure'),
    ...questionParameters(['issuer', 'kind']),
  ]),
  ...feeds('errata', 'getErrata', 'Errata', 'Corrections and retractions, newest first.', questionParameters(PARAMETERS.errata)),
};

/** The requests with a body. */
export const BODIES = {
  ...Object.assign(
    {},
    ...acts.map(({ act, verb, type, name }) =>
      post(`/v1/measures/{id}/${act}`, recording(`${verb}Measure`, `Record: ${act}`, `Records ${type}.`), json(name), {
        query: otherParameters('again'),
        headers: ['Idempotency-Key', 'If-Match'],
        content: json('Recorded'),
        status: 201,
      }),
    ),
  ),
  ...post('/v1/import', recording('importRecord', 'Import', 'Records many events at once.'), recordFile, {
    query: otherParameters('dryRun', 'again'),
    content: json('Imported'),
  }),
  ...post(
    '/v1/what-if',
    controls('suppose', 'What if', 'The answer to a question if the body were recorded. Nothing is stored.'),
    recordFile,
    { query: questionParameters(PARAMETERS.whatIf), content: json('WhatIfAnswer'), open: true },
  ),
};

/** The service itself. */
export const SERVICE_ROUTES = {
  ...plain('/v1/codebook.md', service('getCodebook', 'Codebook', 'What every word and column means.'), media('text/markdown', text)),
  ...plain('/health/live', service('getLive', 'Alive', 'Whether the process lives.'), json('Live')),
  ...plain('/health/ready', service('getReady', 'Ready', 'Whether it can answer.'), json('Ready')),
  ...plain('/metrics', service('getMetrics', 'Metrics', 'What the service tells of itself, for Prometheus.'), media('text/plain', text)),
  ...plain(
    '/asyncapi.json',
    service('getAsyncapi', 'What is pushed', 'What the service pushes, as an AsyncAPI 3.0 document.'),
    media('application/json', { type: 'object', description: 'An AsyncAPI 3.0 document.' }),
  ),
  ...plain(
    '/openapi.json',
    service('getOpenapi', 'This description', 'This description.'),
    media('application/json', { type: 'object', description: 'An OpenAPI 3.1 document.' }),
  ),
};
