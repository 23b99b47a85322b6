import { CATALOG, Day, type EventType, MeasureId, Source } from '@in-force/events';
import type { Named as NamedByRules, Told as ToldByRules } from '@in-force/rules';
import { z } from 'zod';
import { exactly } from './given.js';

/** Every type of event, as answers name it. */
export const EVENT_TYPES: readonly EventType[] = CATALOG.map(({ type }) => type);

export const EventId = z.guid().describe('The id of an event of the record: a UUID.');
export const Measures = z.array(MeasureId);
export const Moment = z.string().meta({ format: 'date-time', description: 'An instant in UTC, with milliseconds.' });
export const Position = z
  .string()
  .regex(/^\d+$/)
  .describe('The number of an event in the record, counted from 1, in digits; 0 lies before the first.');

/** A source as a sentence or a line names it. */
export const Named = exactly<NamedByRules>()(
  z
    .strictObject({
      publisher: z.string().describe('Who published the source.'),
      url: z.url().nullable().describe('Where the source stands; null where only a headline was seen.'),
    })
    .describe('A source in short: who published it, and where.'),
);

/** Where something comes from. */
export const sourced = {
  sources: z
    .array(Source)
    .describe(
      'Where it comes from, the best first: those that were opened, then the more official, then the earlier; none that was public only after knownOn.',
    ),
  sourcesLater: z.int().nonnegative().describe('How many further sources there are that were public only after knownOn.'),
  address: z.url().nullable().describe('Where the official text stands, opened or not; null where no address is known.'),
};

/** Where something stands that is told: its event, the publication and the sources of that. */
export const told = {
  event: EventId.describe('The id of the event that says so.'),
  publishedOn: Day.describe('The day on which that was public, in its publisher’s time zone, as precise as it is known.'),
  summary: z.string().nullable().describe('What happened, in a sentence of its own day; null where there is none.'),
  note: z.string().nullable().describe('What the recorder added: hindsight, shown only without knownOn; null where there is none.'),
  ...sourced,
};
exactly<ToldByRules>()(z.strictObject(told));

/** One of some events, told apart by its type: beside its type and its data stands `more`. */
export function oneOfEvents<More extends z.ZodRawShape>(types: readonly EventType[], more: More) {
  const forms = CATALOG.filter(({ type }) => types.includes(type)).map(({ type, schema }) =>
    z.strictObject({
      type: z.literal(type).describe('The type of the event, which says what its data are.'),
      data: schema.describe('What the event says.'),
      ...more,
    }),
  );
  type Form = z.infer<z.ZodObject<More>> & { readonly type: EventType; readonly data: unknown };
  return z.discriminatedUnion('type', forms as never) as unknown as z.ZodType<Form>;
}
