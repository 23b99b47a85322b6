import { DIFF_PARAMETERS, describeParameter, type Question, spelled } from '@in-force/answers';
import { Position, WRITTEN } from '@in-force/answers/schemas';
import { MeasureId } from '@in-force/events';
import { z } from 'zod';
import { EXAMPLES } from './openapi-examples.data.js';
import { plainSchema } from './openapi-schemas.js';

/** A parameter of an address, or a header. */
export interface Described {
  /** Its name among the components. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly schema: object;
}

const described = (name: string, schema: z.ZodType, description: string, key = name): Described => ({
  key,
  name,
  description,
  schema: plainSchema(schema),
});
const Id = z.string().min(1);
const Text = z.string();

/** The parameters that are not of questions, and the headers. */
const OTHERS = {
  position: described('position', Position, 'A position of the record; its head by default.'),
  from: described('from', Position.default('0'), 'The earlier position; 0 by default.', 'from.position'),
  to: described('to', Position, 'The later position; the head of the record by default.', 'to.position'),
  after: described('after', Position.default('0'), 'The position after which to begin; 0 by default.', 'after.position'),
  resume: described('after', Position, 'The position after which to begin; the head of the record by default.', 'after.resume'),
  'after.changes': described(
    'after',
    z.string().min(1),
    'A cursor that an answer gave; an RFC 3339 instant; or 0 for all that ever was. Without it lists begin now, and feeds give the last 200 changes of the last 90 days.',
    'after.changes',
  ),
  'status.changes': described(
    'status',
    z.array(z.string()),
    'Which states, comma-separated; all by default. A measure that leaves them says what it became.',
    'status.changes',
  ),
  'limit.changes': described('limit', z.int().min(1).max(1000).default(100), 'How many at the most.', 'limit.changes'),
  'Last-Event-ID.changes': described(
    'Last-Event-ID',
    Text,
    'The cursor up to which the client has everything: the last id that it got.',
    'Last-Event-ID.changes',
  ),
  'after.deliveries': described(
    'after',
    z.int().nonnegative().default(0),
    'The number of the delivery after which to begin; 0 by default, and for the stream the last.',
    'after.deliveries',
  ),
  'Last-Event-ID.deliveries': described(
    'Last-Event-ID',
    Text,
    'The number of the last delivery that the client has: the last id that it got.',
    'Last-Event-ID.deliveries',
  ),
  now: described('now', z.boolean().default(false), 'true: the secret before ends at once.'),
  limit: described('limit', z.int().min(1).max(1000).default(100), 'How many at the most.', 'limit.events'),
  measure: described('measure', z.array(MeasureId), 'Ids of measures, comma-separated.', 'measures'),
  dryRun: described('dryRun', z.boolean().default(false), 'true: check and decide everything, and store nothing.'),
  again: described('again', z.boolean().default(false), 'true: record it even where the same was recorded already.'),
  id: described('id', Id, 'Its id.'),
  'In-Force-Position': described('In-Force-Position', Position, 'A position that the record must have reached; waited for, then 503.'),
  'If-None-Match': described('If-None-Match', Text, 'The ETag of the answer that the asker has.'),
  'Last-Event-ID': described('Last-Event-ID', Position, 'The position up to which the client has everything: the last id that it got.'),
  'Idempotency-Key': described('Idempotency-Key', z.string().regex(/^[!-~]{1,255}$/), 'The same key records the same act once.'),
  'If-Match': described(
    'If-Match',
    z.string().regex(/^"?\d{1,15}"?$/),
    'The revision (number in its stream, from 0) that the last event of the measure’s stream must have; else 412. If-None-Match: * demands that the stream holds no event yet.',
  ),
  'Accept-Datetime': described(
    'Accept-Datetime',
    Text,
    'A moment as HTTP writes it: the answer of the record as it stood at the end of that second (RFC 7089).',
  ),
} satisfies Readonly<Record<string, Described>>;
export type Other = keyof typeof OTHERS;

/** Returns a parameter of questions, with its default where that is always the same. */
function question(field: keyof Question, name: string = spelled(field), say?: string, key: string = field): Described {
  const { says, default: value } = describeParameter(field);
  const fixed = typeof value === 'function' || value === null ? {} : { default: value };
  return { key, name, description: say ?? says, schema: { ...plainSchema(WRITTEN[field]), ...fixed } };
}

/** Describes parameters of questions, by their fields. */
export const questionParameters = (fields: readonly (keyof Question)[]): readonly Described[] => fields.map((field) => question(field));

/** Describes parameters that are not of questions, and headers. */
export const otherParameters = (...names: readonly Other[]): readonly Described[] => names.map((name) => OTHERS[name]);

/** The parameters of a comparison: some have a side, and mean there what they mean without one. */
export const COMPARED: readonly Described[] = DIFF_PARAMETERS.map((name) => {
  const [side, sided] = name.split('.');
  return sided ? question(sided as keyof Question, name, `${sided} of side ${side}.`, name) : question(name as keyof Question);
});

type Place = 'query' | 'path' | 'header';
const parameter = (place: Place, { name, description, schema }: Described) => ({
  name,
  in: place,
  required: place === 'path',
  description,
  schema,
  ...('items' in schema && { style: 'form', explode: false }),
});

/** Returns a parameter of a route: with what it is in the example of the route; where it has none there, by its name as a component. */
export const inRoute = (path: string, place: Place) => (one: Described) => {
  const example = exampleOf(path, one);
  return example === undefined ? { $ref: refOf(one) } : { ...parameter(place, one), example };
};
const refOf = ({ key }: Described): string => `#/components/parameters/${key}`;

/** Returns the parameters that routes name as components. */
export function sharedParameters(paths: object): Readonly<Record<string, object>> {
  const text = JSON.stringify(paths);
  const headers: readonly Described[] = Object.entries(OTHERS).flatMap(([key, one]) => (/^[A-Z]/.test(key) ? [one] : []));
  const all = [...questionParameters(Object.keys(WRITTEN) as (keyof Question)[]), ...COMPARED, ...Object.values(OTHERS)];
  const used = all.filter((one) => text.includes(`"${refOf(one)}"`));
  return Object.fromEntries(
    used.map((one) => [one.key, parameter(headers.includes(one) ? 'header' : one.name === 'id' ? 'path' : 'query', one)]),
  );
}

/** Returns what a parameter is in the example of its route. */
function exampleOf(path: string, { name, schema }: Described): unknown {
  const url = new URL(EXAMPLES[path]?.url ?? '/', 'http://localhost');
  const [, prefix = '', suffix = ''] = /^(.*)\{id\}(.*)$/.exec(path) ?? [];
  const text = name === 'id' ? url.pathname.slice(prefix.length, url.pathname.length - suffix.length) : url.searchParams.get(name);
  if (!text) return undefined;
  if ('items' in schema) return text.split(',');
  const { type } = schema as { readonly type?: string };
  return type === 'integer' ? Number(text) : type === 'boolean' ? text === 'true' : text;
}
