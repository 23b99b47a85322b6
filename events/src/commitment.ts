import { z } from 'zod';
import { Day } from './days.js';
import { type EventOf, event, MeasureId, Party, Slug, Text } from './define.js';

const promise = {
  text: Text.describe('What is promised.'),
  about: z.array(MeasureId).describe('The ids of the measures that it is about.'),
  /** The day by which it is to be done. */
  due: Day.optional().describe('The day by which it is to be done.'),
  /** The day to which what is promised would last. No status rests on it. */
  lasting: Day.optional().describe('The day to which what is promised would last; no status rests on it.'),
};

/**
 * A party said what it will do. It is not an instrument; no status rests on it. `agreedAt` names the round at which it was agreed, by
 * the id of its event or of the entry that recorded it.
 */
export const CommitmentMade = event(
  'commitment.made',
  1,
  z.strictObject({
    party: Party.describe('The party that gives its word.'),
    speaker: Text.describe('Who gives it.'),
    person: Text.optional().describe('The human being who gives it, by name.'),
    ...promise,
    agreedAt: Text.optional().describe('The round at which it was agreed, by its event or entry.'),
  }),
);
export type CommitmentMade = EventOf<typeof CommitmentMade>;

/** An act did what was said. `act` names it: an instrument, or another subject of the record. */
export const CommitmentFulfilled = event(
  'commitment.fulfilled',
  1,
  z.strictObject({ act: Slug.describe('The act that kept it: an instrument, or another subject of the record.') }),
);
export type CommitmentFulfilled = EventOf<typeof CommitmentFulfilled>;

/** The party took part of its word back; the commitment stays open in the form given here, whole. */
export const CommitmentNarrowed = event('commitment.narrowed', 1, z.strictObject(promise));
export type CommitmentNarrowed = EventOf<typeof CommitmentNarrowed>;

/** The party did what it said it would not, or let the day pass. `act` names the act or event. */
export const CommitmentBroken = event('commitment.broken', 1, z.strictObject({ act: Slug.describe('The act or event that broke it.') }));
export type CommitmentBroken = EventOf<typeof CommitmentBroken>;
