import { Day, Party } from '@in-force/events';
import { z } from 'zod';
import { next, sealed } from './answer.schema.js';
import { commitmentStanding } from './control.schema.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { Measures, told } from './told.schema.js';

export const outcomeDays = z.int().describe('How many days after the word that was.');

/** What came of a commitment: the act or event, and how many days after the word. */
const Outcome = z.strictObject({
  ...told,
  on: Day.describe('The day on which it was public.'),
  act: z.string().describe('The act or event that kept or broke it.'),
  afterDays: outcomeDays,
});
export type Outcome = Given<typeof Outcome>;

const commitment = {
  id: z.string().describe('The id of the commitment.'),
  ...told,
  standing: commitmentStanding,
  party: Party.describe('The party that gave its word.'),
  speaker: z.string().describe('Who gave the word for it.'),
  person: z.string().nullable().describe('The human being who gave it, by name; null where not known.'),
  text: z.string().describe('What is promised, in the form that it has that day.'),
  about: Measures.describe('The ids of the measures that it is about.'),
  due: Day.nullable().describe('The day by which it is to be done; null where none was named.'),
  lasting: Day.nullable().describe('The day to which what is promised would last: words, no act; null where none was named.'),
  saidOn: Day.describe('The day on which the word was public.'),
  ageDays: z.int().describe('Days since it was said, up to the day asked about, or to what came of it.'),
  narrowedOn: Day.nullable().describe('The day on which the party took part of it back; null where it did not.'),
  agreedAt: z.string().nullable().describe('The round at which it was agreed, by the id of its event or entry; null where none is named.'),
  fulfilled: Outcome.nullable().describe('What kept it; null where nothing did.'),
  broken: Outcome.nullable().describe('What broke it; null where nothing did.'),
};
export const Commitment = z.strictObject(commitment).describe('A word that a party gave, in the form that it has on the day asked about.');
export type Commitment = Given<typeof Commitment>;

export const CommitmentsAnswer = z
  .strictObject({
    asked: askedOf('commitments'),
    commitments: z.array(Commitment).describe('What was promised, by the day on which it was said.'),
    next,
    ...sealed,
  })
  .describe('What parties said they will do, and what came of it.');
export const CommitmentAnswer = z.strictObject({ asked: askedOf('commitments'), ...commitment, ...sealed }).describe('One commitment.');
