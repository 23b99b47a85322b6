import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

// Calls every route by the client that is generated from the contract. Writes which, and with what status.
declare const process: { readonly argv: readonly string[] };
declare const console: { log(text: string): void };

const [baseUrl = '', token = ''] = process.argv.slice(2);
const client = createClient<paths>({
  baseUrl,
  headers: { authorization: `Bearer ${token}` },
  querySerializer: { array: { style: 'form', explode: false } },
});
const called: string[] = [];
client.use({
  onResponse: ({ request, response, schemaPath }) => {
    called.push(`${request.method} ${schemaPath} ${response.status}`);
  },
});

/** Returns what was answered, or says what was not. */
async function given<Data>(answer: Promise<{ data?: Data; error?: unknown }>): Promise<Data> {
  const { data, error } = await answer;
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}
const asText = { parseAs: 'text' } as const;

type Control = components['schemas']['Control'];
type Event = components['schemas']['Event'];

/** Returns the status that the texts give: only `unconfirmed` has another. */
const byTexts = ({ status, byTerms }: Control): Control['status'] => byTerms ?? status;

/** Returns the regions of what an event announces: its type says what its data are. */
const regionsOf = (event: Event): readonly string[] => (event.type === 'measure.announced' ? event.data.scope.regions : []);

const on = '2025-11-20';
const { controls, checkedThrough, cite } = await given(
  client.GET('/v1/controls', { params: { query: { on, region: 'EU', kind: ['export-licence'], status: ['all'] } } }),
);
const [control] = controls;
if (!control || cite === '' || checkedThrough.CN === undefined) throw new Error('No control.');
const status: string = byTexts(control);
const { id } = control;
await given(client.GET('/v1/controls/since', { params: { query: { on, recordedAt: '300' } } }));
const measure = await given(client.GET('/v1/measures/{id}', { params: { path: { id }, query: { on } } }));
for (const entry of measure.history) if (entry.type === 'measure.suspended' && entry.data.from === status) throw new Error('No day.');
await given(client.GET('/v1/measures/{id}/since', { params: { path: { id }, query: { on, recordedAt: '300' } } }));
await given(client.GET('/v1/instruments/{id}', { params: { path: { id: control.instrument } } }));
const { flips } = await given(client.GET('/v1/explain/{id}', { params: { path: { id }, query: { on, expect: 'revoked' } } }));
for (const { type, data } of flips.with) if (type === 'measure.took-effect' && data.on === '') throw new Error('No day.');
const { results } = await given(client.GET('/v1/search', { params: { query: { q: 'dysprosium', limit: 3 } } }));
if (results.length !== 3) throw new Error('Too few results.');
await given(client.GET('/v1/timeline', { params: { query: { from: '2025-10-01', to: '2025-12-01', limit: 5 } } }));
await given(client.GET('/v1/upcoming', { params: { query: { on, days: 30 } } }));
const { differences } = await given(
  client.GET('/v1/diff', { params: { query: { 'a.on': '2025-10-01', 'b.on': on, region: 'EU', status: ['in-force', 'suspended'] } } }),
);
for (const { changes } of differences)
  for (const change of changes) if (change.fact === 'status' && change.a === change.b) throw new Error('No change.');
const { cells } = await given(
  client.GET('/v1/matrix', { params: { query: { regions: ['EU', 'US'], from: '2025-10-01', to: on, step: 'week' } } }),
);
if (cells.reduce((sum, { count }) => sum + count, 0) === 0) throw new Error('No counts.');
const { negotiations } = await given(client.GET('/v1/negotiations', {}));
await given(client.GET('/v1/negotiations/{id}', { params: { path: { id: negotiations[0]?.id ?? '' } } }));
const { arrangements } = await given(client.GET('/v1/arrangements', {}));
await given(client.GET('/v1/arrangements/{id}', { params: { path: { id: arrangements[0]?.id ?? '' } } }));
const { commitments } = await given(client.GET('/v1/commitments', { params: { query: { status: ['all'] } } }));
await given(client.GET('/v1/commitments/{id}', { params: { path: { id: commitments[0]?.id ?? '' } } }));
await given(client.GET('/v1/readings', { params: { query: { contested: true } } }));
await given(client.GET('/v1/licensing', {}));
await given(client.GET('/v1/facilitations', {}));
const { statements } = await given(client.GET('/v1/statements', { params: { query: { person: 'Sefcovic', about: 'rare-earths' } } }));
for (const { quotes, readings } of statements)
  if (quotes.some(({ text }) => text === '') || readings.some(({ reads }) => reads === undefined)) throw new Error('No words.');
const { instruments } = await given(client.GET('/v1/instruments', { params: { query: { issuer: ['CN'], from: '2025-10-01', to: on } } }));
if (instruments.every(({ made }) => made.length === 0)) throw new Error('No measures.');
const { measures } = await given(client.GET('/v1/measures', { params: { query: { on, kind: ['tariff'] } } }));
if (measures.some(({ kind }) => kind !== 'tariff')) throw new Error('No tariff.');
const { items } = await given(client.GET('/v1/items', { params: { query: { item: 'Dy' } } }));
if (!items.some(({ symbol }) => symbol === 'Dy')) throw new Error('No dysprosium.');
const { regions } = await given(client.GET('/v1/regions', { params: { query: { on: '2020-01-15', region: 'EU' } } }));
if (!regions.some(({ kind, members }) => kind === 'bloc' && members?.includes('GB'))) throw new Error('No members.');
const { errata } = await given(client.GET('/v1/errata', {}));
for (const { changed } of errata) for (const { field } of changed) if (field === '') throw new Error('No field.');

const { events } = await given(client.GET('/v1/events', { params: { query: { limit: 100 } } }));
if (events.flatMap(regionsOf).length === 0) throw new Error('No regions.');
const event = events[0]?.id ?? '';
await given(client.GET('/v1/events/{id}', { params: { path: { id: event } } }));
await given(client.GET('/v1/checkpoint', asText));
await client.GET('/v1/checkpoint/keys', asText);
await given(client.GET('/v1/proof/event/{id}', { params: { path: { id: event } } }));
await given(client.GET('/v1/proof/consistency', { params: { query: { from: '10' } } }));
const end = new AbortController();
await given(client.GET('/v1/stream', { params: { query: { after: '0' } }, parseAs: 'stream', signal: end.signal }));
end.abort();

const { changes, next } = await given(client.GET('/v1/changes', { params: { query: { region: 'EU', item: 'Dy', after: '0', limit: 5 } } }));
if (changes.some(({ cursor, after: now }) => cursor > next && now?.status === undefined)) throw new Error('No order.');
for (const feed of ['changes', 'feed', 'errata'] as const) {
  await given(client.GET(`/v1/${feed}.atom`, asText));
  const told = await given(client.GET(`/v1/${feed}.json`, {}));
  if (!Array.isArray(told.items)) throw new Error('No items.');
}
const over = new AbortController();
await given(client.GET('/v1/changes/stream', { params: { query: { region: 'EU' } }, parseAs: 'stream', signal: over.signal }));
over.abort();

for (const list of ['controls', 'matrix', 'timeline', 'upcoming', 'negotiations', 'arrangements', 'commitments'] as const) {
  const regions = list === 'matrix' ? { params: { query: { regions: ['EU'] } } } : {};
  for (const format of ['csv', 'ndjson', 'parquet'] as const) await client.GET(`/v1/${list}.${format}`, { ...asText, ...regions });
}
for (const list of [
  'readings',
  'licensing',
  'facilitations',
  'statements',
  'instruments',
  'measures',
  'items',
  'regions',
  'errata',
] as const)
  for (const format of ['csv', 'ndjson', 'parquet'] as const) await client.GET(`/v1/${list}.${format}`, asText);
for (const format of ['csv', 'ndjson', 'parquet'] as const) {
  await client.GET(`/v1/search.${format}`, { ...asText, params: { query: { q: 'rare' } } });
  await client.GET(`/v1/export/events.${format}`, { ...asText, params: { query: { corrections: 'applied' } } });
  await client.GET(`/v1/export/spans.${format}`, asText);
}
for (const form of ['bib', 'csl.json', 'ris', 'txt'] as const) await client.GET(`/v1/controls.${form}`, asText);
const { files } = await given(client.GET('/v1/export/manifest.json', {}));
if (files[0]?.rows === 0) throw new Error('No rows.');
await given(client.GET('/v1/upcoming.ics', asText));
await given(client.GET('/v1/codebook.md', asText));
await given(client.GET('/health/live', {}));
await given(client.GET('/health/ready', {}));
await given(client.GET('/metrics', asText));
await given(client.GET('/openapi.json', {}));
await given(client.GET('/asyncapi.json', {}));

const sources = [{ publisher: 'The Gazette', title: 'A page', url: null, published: '2025-01-01', reliability: 'official' as const }];
const said = { publishedOn: '2025-01-01', sources };
const path = { id: 'cn-client-1' };
const recorded = await given(
  client.POST('/v1/measures/{id}/announcement', {
    params: { path, header: { 'Idempotency-Key': 'one' } },
    body: { ...said, title: 'A tariff', kind: 'tariff', issuer: 'CN', scope: { regions: ['world'], items: 'all' }, firstDay: '2025-01-01' },
  }),
);
if (!recorded.recorded) throw new Error('Not recorded.');
const act = { params: { path } };
await given(client.POST('/v1/measures/{id}/start', { ...act, body: { ...said, on: '2025-01-01' } }));
await given(
  client.POST('/v1/measures/{id}/amendment', { ...act, body: { ...said, from: '2025-01-02', rate: { text: '10 %', percent: 10 } } }),
);
await given(client.POST('/v1/measures/{id}/suspension', { ...act, body: { ...said, from: '2025-01-03', through: '2025-01-04' } }));
await given(client.POST('/v1/measures/{id}/extension', { ...act, body: { ...said, through: null } }));
await given(client.POST('/v1/measures/{id}/resumption', { ...act, body: { ...said, from: '2025-01-06' } }));
await given(client.POST('/v1/measures/{id}/expiry', { ...act, body: { ...said, on: '2025-01-01' } }));
await given(client.POST('/v1/measures/{id}/revocation', { ...act, body: { ...said, from: '2025-01-08' } }));
const entry = {
  id: 'a-check',
  publishedOn: '2025-01-01',
  sources,
  'record.checked': { issuer: 'CN', through: '2025-01-01', found: 'Nothing.' },
};
await given(client.POST('/v1/import', { params: { query: { dryRun: true } }, body: { entries: [entry] } }));
await given(client.POST('/v1/what-if', { params: { query: { on, region: 'EU', item: 'Dy' } }, body: { entries: [entry] } }));

const { key } = await given(client.POST('/v1/keys', { body: { name: 'A client', may: ['watch'] } }));
if (!key.startsWith('ifk_')) throw new Error('No key.');
const { keys } = await given(client.GET('/v1/keys', {}));
const ofKey = { params: { path: { id: keys[0]?.id ?? '' } } };
await given(client.POST('/v1/keys/{id}/rotation', ofKey));
await client.DELETE('/v1/keys/{id}', ofKey);

const hook = 'http://127.0.0.1:1/';
const made = await given(client.POST('/v1/watches', { body: { question: { region: 'EU', item: 'Dy' }, to: hook, lead: ['P7D'] } }));
const watch = { params: { path: { id: made.id } } };
await given(client.GET('/v1/watches', {}));
await given(client.GET('/v1/watches/{id}', watch));
await given(client.PATCH('/v1/watches/{id}', { ...watch, body: { state: 'paused' } }));
await given(client.POST('/v1/watches/{id}/rotation', watch));
const tested = await given(client.POST('/v1/watches/{id}/test', watch));
if (tested.status !== null) throw new Error('Somebody answered.');
const { deliveries } = await given(client.GET('/v1/watches/{id}/deliveries', watch));
const { attempts } = await given(client.GET('/v1/watches/{id}/attempts', watch));
if (deliveries.length > 0 || attempts.length === 0) throw new Error('Not what was done.');
const ended = new AbortController();
await given(client.GET('/v1/watches/{id}/deliveries/stream', { ...watch, parseAs: 'stream', signal: ended.signal }));
ended.abort();
await given(client.GET('/v1/watches/{id}/feed.atom', { ...watch, ...asText }));
await client.POST('/v1/watches/{id}/replay', { ...watch, body: { from: 1 } });
await client.DELETE('/v1/watches/{id}', watch);

const { error } = await client.GET('/v1/controls', { params: { query: { on: '2025-02-30' } } });
if (error?.errors?.[0]?.pointer !== '/on') throw new Error('No problem.');
console.log(JSON.stringify(called));
