import { ExactDay, MeasureId } from '@in-force/events';
import { z } from 'zod';
import { CAUSES } from './cause.js';
import { Status } from './control.schema.js';
import { FACTS } from './diff.schema.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { TURNS } from './timeline.schema.js';
import { EventId, Measures, Moment, Position } from './told.schema.js';

export const Facts = z
  .strictObject(
    Object.fromEntries(
      Object.entries(FACTS).map(([name, fact]) => [name, fact.optional().describe(fact.description ?? '')]),
    ) as unknown as {
      [Name in keyof typeof FACTS]: z.ZodOptional<(typeof FACTS)[Name]>;
    },
  )
  .describe('Facts of a measure, as a control has them: all of them where it enters or leaves an answer, else those that differ.');

const Cursor = z
  .string()
  .regex(/^[0-9a-v]+$/)
  .describe('A place in the list: opaque, the same on every replica; of two of one list the later sorts after the earlier as text.');

export const Change = z
  .strictObject({
    cursor: Cursor.describe('The place of this change: `after` goes on behind it.'),
    at: Moment.describe('When the answer changed: when what was recorded last of it was, or when the day began at the issuer’s seat.'),
    cause: z
      .enum([...CAUSES, 'ahead'])
      .describe(
        'Why: world, by a new act or word; knowledge, because we learned of it late, checked or corrected; clock, because a day came; ahead, where nothing changed yet and a date is near.',
      ),
    position: Position.describe('The position of the record that the answer is of from then on.'),
    measure: MeasureId.nullable().describe('The id of the measure; null for a date that is words alone.'),
    measures: Measures.describe('The ids of the measures that it is about: the one, or those that words are about.'),
    title: z.string().nullable().describe('What the measure is called; null where that is not known.'),
    before: Facts.nullable().describe('What the answer said; null where the measure did not stand in it, and for words.'),
    after: Facts.nullable().describe(
      'What it says from then on, or, of what is ahead, is to; null where the measure stands in it no more.',
    ),
    became: Status.nullable().describe('What a measure became that stands in the answer no more: its status; else null.'),
    due: ExactDay.nullable().describe('The day that is near; null for what has changed.'),
    lead: z
      .string()
      .regex(/^P\d+D$/)
      .nullable()
      .describe('Which of the times asked for tells of it: P7D, seven days ahead; null for what has changed.'),
    what: z.enum(TURNS).nullable().describe('What that day brings; null for what has changed.'),
    text: z.string().describe('The change in a sentence.'),
    events: z
      .array(EventId)
      .describe('The ids of the events behind it: those that were recorded; for days, those on which the answer rests from then on.'),
    answer: z.string().nullable().describe('A link to the answer about the measure from then on, with its citation; null for words.'),
  })
  .describe('A change of what the answer to a question says of one measure, or a date ahead of one.');
export type Change = Given<typeof Change>;

export const ChangesAnswer = z
  .strictObject({
    asked: askedOf('changes'),
    changes: z.array(Change).describe('The changes since the cursor, oldest first.'),
    next: Cursor.describe('The cursor to go on from; it may have moved where nothing changed.'),
    more: z.boolean().describe('Whether there is more to be had at once.'),
    through: Moment.describe('The moment up to which the list is whole: nothing will ever appear in it before.'),
    rules: z.int().positive().describe('The version of the rules and the vocabulary that the cursors were given under.'),
  })
  .describe('What changed in the answer to a question about today, since a cursor.');
export type ChangesAnswer = Given<typeof ChangesAnswer>;
