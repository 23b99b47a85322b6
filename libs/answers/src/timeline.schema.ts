import { Day, ExactDay, Party, SUBJECTS } from '@in-force/events';
import { z } from 'zod';
import { next, sealed } from './answer.schema.js';
import { CAUSES } from './cause.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { EVENT_TYPES, EventId, Measures, Named } from './told.schema.js';

/** What the calendar does; the last four are words, which no status rests on. */
export const TURNS = [
  'starts',
  'suspension-starts',
  'suspension-ends',
  'expires',
  'is-revoked',
  'reach-changes',
  'easing-ends',
  'round',
  'commitment-due',
  'commitment-overdue',
  'lasting',
] as const;
export type Turn = (typeof TURNS)[number];

/** Something that happened on a day, or that a day brought. */
export const TimelineEntry = z
  .strictObject({
    key: z.string().describe('Names the entry within an answer; a page goes on after it.'),
    on: ExactDay.describe('The day on which it happened, or is to.'),
    through: ExactDay.nullable().describe('The last of its days, where it has several, as a round of talks has; else null.'),
    what: z.enum([...EVENT_TYPES, ...TURNS]).describe('The type of an event, or what the calendar did.'),
    moved: z
      .enum(CAUSES)
      .describe('Which clock moved: the world’s by an act or words, that of our knowledge by a check or a correction, or the calendar’s.'),
    measures: Measures.describe('The ids of the measures that it is about.'),
    subject: z.enum(SUBJECTS).nullable().describe('What it is of: the subject of the record; null where no event set the date.'),
    id: z.string().nullable().describe('The id of that subject; null where there is none.'),
    round: z.string().nullable().describe('The round of talks, by the id that an arrangement has; null for what is no round.'),
    instrument: z.string().nullable().describe('The id of the act; null where the event names none.'),
    event: EventId.nullable().describe('The event; for the calendar the last one that set the date, null where a bloc’s membership did.'),
    publishedOn: Day.nullable().describe('The day on which that event was public; null where there is none.'),
    confirmed: z
      .boolean()
      .nullable()
      .describe('Whether it is known to be so, by an act or by somebody who looked since; null for what needs no look, and for words.'),
    saidBy: z
      .strictObject({
        party: Party.nullable().describe('The party for which it was said; null where there is none.'),
        speaker: z.string().describe('Who said it.'),
      })
      .nullable()
      .describe('Whose word a date is that no act set; else null.'),
    text: z.string().describe('What happened, or is to, in a sentence.'),
    source: Named.nullable().describe('The best source of the event that was public by knownOn; null where none was.'),
  })
  .describe('Something that happened on a day, or that a day brought.');
export type TimelineEntry = Given<typeof TimelineEntry>;

const entries = z.array(TimelineEntry);
export const TimelineAnswer = z
  .strictObject({
    asked: askedOf('timeline'),
    entries: entries.describe('What happened and what the calendar did, in order of day.'),
    next,
    ...sealed,
  })
  .describe('What happened between two days, and what the calendar did.');
export const UpcomingAnswer = z
  .strictObject({
    asked: askedOf('upcoming'),
    entries: entries.describe('The dates that arrive, in order of day.'),
    next,
    ...sealed,
  })
  .describe('The dates about to arrive.');
