import { DIFF_PARAMETERS, describeParameter, type Question, spelled } from '@in-force/answers';

/** The descriptions of the parameters that are not of questions, and of the headers. */
const WORDS: Readonly<Record<string, string>> = {
  position: 'A position of the record; its head by default.',
  from: 'The earlier position; 0 by default.',
  to: 'The later position; the head of the record by default.',
  measure: 'Ids of measures, comma-separated.',
  dryRun: 'true: check and decide everything, and store nothing.',
  again: 'true: record it even where the same was recorded already.',
  id: 'Its id.',
  'In-Force-Position': 'A position that the record must have reached; waited for, then 503.',
  'If-None-Match': 'The ETag of the answer that the asker has.',
  'Last-Event-ID': 'The position up to which the client has everything: the last id that it got.',
  'Idempotency-Key': 'The same key records the same act once.',
  'If-Match':
    'The revision (number in its stream, from 0) that the last event of the measure’s stream must have; else 412. If-None-Match: * demands that the stream holds no event yet.',
  'Accept-Datetime': 'A moment as HTTP writes it: the answer of the record as it stood at the end of that second (RFC 7089).',
};

/** A parameter of an address, or a header. */
export interface Described {
  readonly name: string;
  readonly description: string | undefined;
}

/** Describes parameters of questions, by their fields. */
export const questionParameters = (fields: readonly (keyof Question)[]): readonly Described[] =>
  fields.map((field) => ({ name: spelled(field), description: describeParameter(field).says }));

/** Describes parameters that are not of questions, and headers. */
export const otherParameters = (...names: readonly string[]): readonly Described[] =>
  names.map((name) => ({ name, description: WORDS[name] }));

/** The parameters of a comparison: some have a side, and mean there what they mean without one. */
export const COMPARED: readonly Described[] = DIFF_PARAMETERS.flatMap((name) => {
  const [side, sided] = name.split('.');
  return sided ? [{ name, description: `${sided} of side ${side}.` }] : questionParameters([name as keyof Question]);
});

const parameter =
  (place: 'query' | 'path' | 'header') =>
  ({ name, description }: Described) => ({
    name,
    in: place,
    required: place === 'path',
    description,
    schema: { type: 'string' },
  });
export const [inQuery, inPath, inHeader] = [parameter('query'), parameter('path'), parameter('header')];

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
  '/v1/statements': '/v1/statements?person=Sefcovic&about=cn-mofcom-2025-18&to=2025-11-30',
  '/v1/instruments': '/v1/instruments?issuer=CN&from=2025-10-01&to=2025-12-01',
  '/v1/measures': '/v1/measures?on=2025-11-20&issuer=CN',
  '/v1/items': '/v1/items?item=dysprosium',
  '/v1/regions': '/v1/regions?on=2020-01-15&region=EU',
  '/v1/events': '/v1/events?after=260',
  '/v1/checkpoint': '/v1/checkpoint?position=346',
  '/v1/proof/event/{id}': '/v1/proof/event/1d8d11c7-a630-5239-9f65-0a6c6030b5c1?position=346',
  '/v1/proof/consistency': '/v1/proof/consistency?from=200&to=346',
  '/v1/events/{id}': '/v1/events/1d8d11c7-a630-5239-9f65-0a6c6030b5c1',
};

/** Returns what a parameter of an address is in its example; a file has that of its list. */
export function exampleOf(path: string, name: string): { readonly example?: string } {
  const asked = EXAMPLES[path] ?? EXAMPLES[path.replace(/\.[a-z.]+$/, '')];
  if (!asked) return {};
  const url = new URL(asked, 'http://localhost');
  const [, prefix = '', suffix = ''] = /^(.*)\{id\}(.*)$/.exec(path) ?? [];
  const example = name === 'id' ? url.pathname.slice(prefix.length, url.pathname.length - suffix.length) : url.searchParams.get(name);
  return example ? { example } : {};
}
