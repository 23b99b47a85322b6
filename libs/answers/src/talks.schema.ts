import { Day, ExactDay, Instrument, MeasureId, NegotiationConcluded, Party } from '@in-force/events';
import type { Round as RoundByRules } from '@in-force/rules';
import { z } from 'zod';
import { next, sealed } from './answer.schema.js';
import { Commitment, outcomeDays } from './commitment.schema.js';
import { Status } from './control.schema.js';
import { exactly, type Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { Measures, told } from './told.schema.js';

/** A round of talks, as it stands on the day asked about. */
const round = {
  id: z.string().describe('What people name the round by: the entry that recorded it.'),
  ...told,
  standing: z
    .enum(['scheduled', 'held', 'called-off', 'unconfirmed'])
    .describe('How the round stands that day; unconfirmed past its last day without word of it.'),
  title: z.string().describe('What it is called.'),
  parties: z.array(Party).describe('Who met, or is to meet.'),
  place: z.string().nullable().describe('Where; null where not known.'),
  from: Day.describe('Its first day.'),
  through: Day.describe('Its last day.'),
  level: z.string().nullable().describe('Who met: leaders, ministers or officials; null where not known.'),
  persons: z.array(z.string()).describe('The human beings who took part, by name.'),
  outcome: z.string().nullable().describe('What came of it; null where not known, and before it was held.'),
  about: Measures.describe('The ids of the measures that it was about.'),
  scheduledOn: Day.nullable().describe('The day on which it was public that it would be held; null where it was not scheduled.'),
  calledOff: z
    .strictObject({ ...told, reason: z.string().nullable().describe('Why it was called off; null where nobody said.') })
    .nullable()
    .describe('Where it was called off: the event that says so.'),
};
export const Round = exactly<RoundByRules>()(z.strictObject(round).describe('A round of talks, as it stands on the day asked about.'));

const negotiation = {
  id: z.string().describe('The id of the track.'),
  ...told,
  title: z.string().describe('What the track is called.'),
  parties: z.array(Party).describe('Who talks.'),
  subject: z.string().describe('What about.'),
  rounds: z.array(Round).describe('The rounds that had been held or scheduled by the day asked about, in order.'),
  concluded: z
    .strictObject({ ...told, ...NegotiationConcluded.schema.shape })
    .nullable()
    .describe('How the track ended; null where it did not.'),
};
export const Negotiation = z.strictObject(negotiation).describe('A track of talks, with its rounds in order.');
export type Negotiation = Given<typeof Negotiation>;

/** A measure that an act touched. */
const Touched = z.strictObject({
  measure: MeasureId.describe('The id of a measure that the act touched.'),
  title: z.string().describe('What it is called.'),
  from: ExactDay.describe('The day from which the act applies to it.'),
  before: Status.describe('Its status on the day before.'),
  after: Status.describe('Its status on that day.'),
});
export type Touched = Given<typeof Touched>;

/** A promise made at a round, the act that kept it, and what that act touched. */
const Kept = z.strictObject({
  ...Commitment.shape,
  fulfilledBy: z
    .strictObject({
      act: z.string().describe('The act that kept the promise: an instrument, or another subject of the record.'),
      instrument: Instrument.nullable().describe('The act; null where it is no instrument.'),
      afterDays: outcomeDays,
    })
    .nullable()
    .describe('What kept the promise; null where nothing did.'),
  touched: z.array(Touched).describe('The measures that this act touched, before and after.'),
});
export type Kept = Given<typeof Kept>;

const arrangement = {
  ...round,
  track: z.string().describe('The id of the track that the round is of.'),
  commitments: z.array(Kept).describe('What the parties promised there, and what came of it.'),
};
export const Arrangement = z.strictObject(arrangement).describe('A round and what its parties promised there.');
export type Arrangement = Given<typeof Arrangement>;

export const NegotiationsAnswer = z
  .strictObject({
    asked: askedOf('negotiations'),
    negotiations: z.array(Negotiation).describe('The tracks, by the day on which they were public.'),
    next,
    ...sealed,
  })
  .describe('Tracks of talks with their rounds.');
export const NegotiationAnswer = z
  .strictObject({ asked: askedOf('negotiations'), ...negotiation, ...sealed })
  .describe('One track of talks with its rounds.');
export const ArrangementsAnswer = z
  .strictObject({
    asked: askedOf('arrangements'),
    arrangements: z.array(Arrangement).describe('The rounds at which something was promised, in order of day.'),
    next,
    ...sealed,
  })
  .describe('Rounds and what was promised there.');
export const ArrangementAnswer = z
  .strictObject({ asked: askedOf('arrangements'), ...arrangement, ...sealed })
  .describe('One round and what was promised there.');
