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
import { z } from 'zod';
import { PROBLEMS } from './problems.js';
import { Said } from './recording.js';

/** Refers to a component. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

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

export const text = { type: 'string' };
/** The acts that can be recorded of a measure, each with the schema of its body. */
export const acts = Object.entries(ACTS).map(([act, { type, schema }]) => ({
  act,
  type,
  name: `${type}.act`,
  schema: z.strictObject({ ...schema.shape, ...Said.shape }),
}));
const envelope = component('Event', Envelope) as { properties: object };
/** The schemas of the events, of the acts and of problems. */
export const schemas = {
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
