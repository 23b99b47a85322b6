import { CONFIDENCES, Day, ExactDay, type Instant, Instrument, MeasureId, Region, Scope, Source, Text } from '@in-force/events';
import { z } from 'zod';
import { Control, Status } from './control.schema.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { ASKED_STATUSES } from './question.js';
import { EVENT_TYPES, EventId, Measures, Moment, oneOfEvents, Position, sourced } from './told.schema.js';

/** The record that an answer is of. */
export const Log = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('The head of the Merkle tree over the record up to the position: it names the record.'),
    position: Position.describe('The position of the record that the answer is of.'),
    recordedAt: Moment.nullable().describe('When the log got the last event up to there; null before the first.'),
  })
  .describe('The record that the answer is of.');

/** What makes an answer citable. */
export const sealed = {
  log: Log,
  rules: z.int().positive().describe('The version of the rules and the vocabulary; raised whenever either changes what any answer says.'),
  cite: z.string().describe('A link that answers the same facts for ever, with the digest of them.'),
};
const Sealed = z.strictObject(sealed);
export type Sealed = Given<typeof Sealed>;

/** An answer before it has its citation. */
export type Unsealed<Schema extends z.ZodType<Sealed>> = Omit<Given<Schema>, keyof Sealed> & { readonly recordedAt: Instant | null };

/** How far publications were read. */
export const readThrough = {
  checkedThrough: z
    .record(Region, ExactDay.nullable())
    .describe(
      'How far the publications of each issuer of a measure in question were read; null: never. Past that day silence means nothing.',
    ),
  daysSinceChecked: z
    .record(Region, z.int().nonnegative().nullable())
    .describe('By how many days the day asked about lies after that, by issuer; 0 where it does not, null where nothing was ever read.'),
};

export const next = z
  .string()
  .nullable()
  .describe('A link to the next page, pinned to the same position of the record; null on the last page.');
const explanation = z.array(z.string()).describe('Why it has its status, in plain sentences.');

const leftOut = z
  .strictObject(
    Object.fromEntries(
      ASKED_STATUSES.map((status) => [status, z.int().nonnegative().optional().describe(`How many are ${status}.`)]),
    ) as Record<(typeof ASKED_STATUSES)[number], z.ZodOptional<z.ZodInt>>,
  )
  .describe('How many measures passed the other filters and have a status that was not asked for, by status.');

export const ControlsAnswer = z
  .strictObject({
    asked: askedOf('controls'),
    controls: z.array(Control).describe('The measures in the states asked for, in order of id, those that bite only through others last.'),
    leftOut,
    ...readThrough,
    next,
    ...sealed,
  })
  .describe('The measures in the states asked for, what was left out, and how far the sources were read.');
export type ControlsAnswer = Unsealed<typeof ControlsAnswer>;

/** The envelope of an event, as far as the history of a measure shows it. */
const said = {
  event: EventId.describe('The id of the event.'),
  position: Position.describe('The position of the event in the record.'),
  publishedOn: Day.describe('The day on which its source was public, in the publisher’s time zone.'),
  recordedAt: Moment.describe('When the log got it.'),
  text: z.string().describe('What happened, in a sentence.'),
  instrument: Instrument.nullable().describe('The act; null where the event names none.'),
  ...sourced,
  summary: z.string().nullable().describe('What happened, in a sentence of whoever recorded it; null where there is none.'),
  note: z.string().nullable().describe('What the recorder added: hindsight, shown only without knownOn.'),
  confidence: z.enum(CONFIDENCES).nullable().describe('How sure the recorders were; null where they did not say.'),
  correctedBy: z.array(EventId).describe('The ids of the corrections that gave the event the form shown here, in order.'),
};
export const HistoryEntry = oneOfEvents(
  EVENT_TYPES.filter((type) => type.startsWith('measure.')),
  said,
).describe('An event of a measure, in the form that it has at the clocks asked.');
export type HistoryEntry = Given<typeof HistoryEntry>;

const asked = askedOf('measure');
export const MeasureAnswer = z
  .strictObject({
    ...Control.shape,
    asked,
    ...readThrough,
    scope: Scope.nullable().describe('The whole scope: every listed item with its codes, every party; null where not known.'),
    explanation,
    history: z
      .array(HistoryEntry)
      .describe('The events of the measure by the day on which they were public; within a day as things happen.'),
    ...sealed,
  })
  .describe('One measure: its status under the question, its explanation and its history.');
export type MeasureAnswer = Unsealed<typeof MeasureAnswer>;
/** The question as it was understood, with the defaults filled in. */
export type Asked = Given<typeof asked>;

/** One step from the record to a status: which rule, what it found, on which events it rests. */
export const Step = z
  .strictObject({
    rule: z.enum(['scope', 'end', 'suspension', 'start', 'confirmation', 'parts']).describe('Which rule was asked.'),
    text: z.string().describe('What it found, in a sentence.'),
    events: z
      .array(
        z.strictObject({
          event: EventId.describe('The id of an event that it rests on.'),
          text: z.string().describe('What happened, in a sentence.'),
          source: Source.nullable().describe('The best source of it that was public by knownOn; null where none was.'),
        }),
      )
      .describe('The events that it rests on.'),
  })
  .describe('One step from the record to a status: which rule was asked, what it found, on which events it rests.');
export type Step = Given<typeof Step>;

const flipped = Status.describe('The status that it would have then.');
export const Flips = z.strictObject({
  without: z
    .array(z.strictObject({ events: z.array(EventId).describe('The ids of recorded events.'), status: flipped }))
    .describe('The smallest sets of recorded events without which the status would be another.'),
  with: z
    .array(
      oneOfEvents(
        EVENT_TYPES.filter((type) => type.startsWith('measure.') || type === 'record.checked'),
        { status: flipped },
      ),
    )
    .describe('The single further acts, or looks at publications, with which the status would be another.'),
});
export type Flips = Given<typeof Flips>;

export const ExplainAnswer = z
  .strictObject({
    ...Control.shape,
    asked: askedOf('explain'),
    ...readThrough,
    holds: z.boolean().nullable().describe('Whether it has the status that was expected; null where none was named.'),
    derivation: z.array(Step).describe('The rules in the order in which they were asked, each with what it found.'),
    flips: Flips.describe('What would make another answer.'),
    explanation,
    ...sealed,
  })
  .describe('Why a measure has its status, or why not the one expected.');
export type ExplainAnswer = Unsealed<typeof ExplainAnswer>;

const ActStatus = z.enum([...Status.options, 'partly-in-force']);
const act = {
  id: z.string().describe('The id of the act: issuer, body, year, number.'),
  issuer: Region.nullable().describe('The country or bloc whose act it is; null before it was public.'),
  body: Text.nullable().describe('The authority that issued it; null before it was public.'),
  number: Text.nullable().describe('Its number; null where it has none, or none was found.'),
  day: Day.nullable().describe('The day of the act; null before it was public.'),
  title: Text.nullable().describe('What the act is called; null before it was public.'),
  address: z.url().nullable().describe('Where its official text stands; null where no address is known.'),
  status: ActStatus.nullable().describe(
    'The joint status of the measures it made: partly-in-force where they differ and one is in force; null for an act that made none.',
  ),
  measures: z.array(Control).describe('The measures that it made, in order of id.'),
  touched: Measures.nullable().describe('The ids of the measures that it made, changed, suspended or ended; null before it was public.'),
};
const Act = z.strictObject(act);
/** An act as an answer shows it. */
export type ActAnswer = Given<typeof Act>;

export const InstrumentAnswer = z
  .strictObject({ ...act, asked, ...readThrough, ...sealed })
  .describe('One act: the measures it made, with their joint status, and those it touched.');
export type InstrumentAnswer = Unsealed<typeof InstrumentAnswer>;

export const SpanRow = z
  .strictObject({
    measure: MeasureId.describe('The id of the measure.'),
    title: z.string().nullable().describe('What it is called.'),
    issuer: Region.nullable().describe('The country or bloc whose measure it is.'),
    kind: z.string().nullable().describe('What sort of measure it is.'),
    status: Status.describe('The status that it has on these days.'),
    from: ExactDay.nullable().describe('The first of these days; null where open.'),
    through: ExactDay.nullable().describe('The last of these days; null where open.'),
    countries: z.array(Region).describe('The countries for which it has this status.'),
    items: z.array(z.string()).describe('The items that it covers there.'),
    itemsMet: z.array(z.string()).describe('The items of which it covers only some.'),
  })
  .describe('Days on which a measure has one status, for some countries and items.');
export type SpanRow = Given<typeof SpanRow>;
