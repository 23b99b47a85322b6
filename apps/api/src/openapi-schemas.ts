import { SCHEMAS } from '@in-force/answers/schemas';
import {
  CATALOG,
  Data,
  Instrument,
  MeasureAmended,
  MeasureAnnounced,
  MeasureExpired,
  MeasureResumed,
  MeasureRevoked,
  MeasureSuspended,
  MeasureSuspensionExtended,
  MeasureTookEffect,
  Parts,
  Rate,
  Scope,
  Source,
} from '@in-force/events';
import { z } from 'zod';
import { DESK } from './desk.schema.js';
import { Said } from './recording.js';
import { EVENTS, SERVICE } from './service.schema.js';

/** Refers to a component. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const ACTS = {
  announcement: { event: MeasureAnnounced, verb: 'announce' },
  amendment: { event: MeasureAmended, verb: 'amend' },
  start: { event: MeasureTookEffect, verb: 'start' },
  suspension: { event: MeasureSuspended, verb: 'suspend' },
  extension: { event: MeasureSuspensionExtended, verb: 'extend' },
  resumption: { event: MeasureResumed, verb: 'resume' },
  revocation: { event: MeasureRevoked, verb: 'revoke' },
  expiry: { event: MeasureExpired, verb: 'expire' },
};

/** The acts that can be recorded of a measure, each with the schema of its body. */
export const acts = Object.entries(ACTS).map(([act, { event, verb }]) => ({
  act,
  verb,
  type: event.type,
  name: `${event.type}.act`,
  schema: z
    .strictObject({ ...event.schema.shape, ...Said.shape })
    .describe(`What is said of an act that records ${event.type}: the data of the event, and where it was public.`),
}));

/** Every schema that has a name in the document. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  ...SCHEMAS,
  ...SERVICE,
  ...DESK,
  ...EVENTS,
  ...Object.fromEntries(CATALOG.map(({ type, schema }) => [`${type}.data`, schema])),
  ...Object.fromEntries(acts.map(({ name, schema }) => [name, schema])),
  ...{ Source, Instrument, Scope, Parts, Rate, Json: Data },
};

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Tells what zod leaves out: which of some forms is meant where one field tells them apart; and leaves out bounds that bind nothing. */
function tidy({ zodSchema, jsonSchema }: { readonly zodSchema: z.core.$ZodTypes; readonly jsonSchema: JsonSchema }): void {
  const { def } = zodSchema._zod;
  if (def.type === 'union' && 'discriminator' in def && jsonSchema.anyOf) {
    jsonSchema.oneOf = jsonSchema.anyOf;
    delete jsonSchema.anyOf;
  }
  if (jsonSchema.format === 'uri') {
    delete jsonSchema.format; // addresses stand as their pages give them, letters of any script among them
    jsonSchema.pattern = '^https?://';
  }
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** Returns a schema as JSON Schema, without the names of a document. */
export function plainSchema(schema: z.ZodType): object {
  const known = plainSchemas.get(schema);
  if (known) return known;
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', override: tidy });
  plainSchemas.set(schema, plain);
  return plain;
}
const plainSchemas = new WeakMap<z.ZodType, object>();

function components(): Readonly<Record<string, object>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => ref(id).$ref, io: 'output', override: tidy });
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]));
}

const made = components();
/** Any JSON, and no more than that: no generated client can name a schema that holds itself. */
const Json = { description: z.globalRegistry.get(Data)?.description };
/** The schemas of the answers, of the events, of the acts and of problems. The names of events are those of their types. */
export const schemas = { ...made, Json, Event: { type: 'object', ...made.Event, discriminator: { propertyName: 'type' } } };
