import { MeasureId } from '@in-force/events';
import { z } from 'zod';
import { sealed } from './answer.schema.js';
import { CAUSES } from './cause.js';
import { Control, Status } from './control.schema.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { EventId } from './told.schema.js';

/** What of a control may differ between two answers: what names it, what it rests on and how far that can be known are no facts of it. */
const { id: _, because: __, asScheduled: ___, ...facts } = Control.shape;
export const FACTS = facts;
type Fact = keyof typeof FACTS;

/** A fact of a measure that differs, on either side: told apart by the name of the fact, which says what its values are. */
const Change = z.discriminatedUnion(
  'fact',
  Object.entries(FACTS).map(([fact, schema]) =>
    z.strictObject({
      fact: z.literal(fact).describe('The name of the fact, as a control has it.'),
      a: schema.describe('Its value on side a.'),
      b: schema.describe('Its value on side b.'),
    }),
  ) as never,
) as unknown as z.ZodType<{ readonly fact: Fact; readonly a: unknown; readonly b: unknown }>;
export type Change = Given<typeof Change>;

const cause = z
  .enum(CAUSES)
  .describe(
    'Why it differs: world, by a new act or word; knowledge, because we learned of it late, checked or corrected; clock, because a day came.',
  );

export const Difference = z
  .strictObject({
    measure: MeasureId.describe('The id of the measure.'),
    title: z.string().nullable().describe('What it is called; null where neither side knows it.'),
    how: z.enum(['entered', 'left', 'changed']).describe('Whether it stands in b alone, in a alone, or in both with other facts.'),
    a: Status.nullable().describe('Its status in a; null where it does not stand there.'),
    b: Status.nullable().describe('Its status in b; null where it does not stand there.'),
    changes: z.array(Change).describe('The facts of it that differ.'),
    cause,
    events: z
      .array(
        z.strictObject({
          event: EventId.describe('The id of an event that one side did not see.'),
          cause,
          text: z.string().describe('What happened, in a sentence.'),
        }),
      )
      .describe('The events behind it that one side did not see.'),
  })
  .describe('A measure of which two answers say something else.');
export type Difference = Given<typeof Difference>;

const compared = {
  asked: z
    .strictObject({
      a: askedOf('controls').describe('The question of side a.'),
      b: askedOf('controls').describe('The question of side b.'),
    })
    .describe('The two questions as they were understood.'),
  differences: z.array(Difference).describe('The measures of which the two answers say something else, in order of id.'),
};
export const DiffAnswer = z
  .strictObject({ ...compared, ...sealed })
  .describe('What differs between two answers, each difference with its cause.');

export const SinceAnswer = z
  .strictObject({
    ...compared,
    changed: z.boolean().describe('Whether the answer is another now than when it was cited.'),
    citedOtherwise: z.boolean().describe('Whether the citation names other facts than today’s rules give of what it saw.'),
    ...sealed,
  })
  .describe('What has changed since an answer was cited, and why.');
