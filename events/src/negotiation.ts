import { z } from 'zod';
import { Day, lastDayOf } from './days.js';
import { type EventOf, event, MeasureId, Party, Text } from './define.js';

/** Parties began to talk about a subject: a track, of rounds. */
export const NegotiationOpened = event(
  'negotiation.opened',
  1,
  z.strictObject({
    title: Text.describe('What the track is called.'),
    parties: z.array(Party).min(1).describe('Who talks.'),
    subject: Text.describe('What about.'),
  }),
);
export type NegotiationOpened = EventOf<typeof NegotiationOpened>;

const level = z.enum(['leaders', 'ministers', 'officials']).describe('Who meets.');
const about = z.array(MeasureId).describe('The ids of the measures that the round is about.');
/** The parties of a round, its place, and its first and last day. */
const meeting = {
  title: Text.describe('What the round is called.'),
  parties: z.array(Party).min(1).describe('Who meets.'),
  place: Text.nullable().describe('Where; null where not known.'),
  from: Day.describe('Its first day.'),
  through: Day.describe('Its last day.'),
};
const ordered = ({ from, through }: { readonly from: Day; readonly through: Day }) => lastDayOf(from) <= lastDayOf(through);
const ENDS_BEFORE_START = 'must not end before it starts';

/** The parties said that they will meet. Whether they did is another event's to say. */
export const NegotiationRoundScheduled = event(
  'negotiation.round-scheduled',
  1,
  z
    .strictObject({
      ...meeting,
      level: level.optional(),
      about,
    })
    .refine(ordered, ENDS_BEFORE_START),
);
export type NegotiationRoundScheduled = EventOf<typeof NegotiationRoundScheduled>;

/** A scheduled round will not be held. `of` names it, by the id of its event or entry; else the next of the track that is still ahead. */
export const NegotiationRoundCalledOff = event(
  'negotiation.round-called-off',
  1,
  z.strictObject({
    of: Text.optional().describe('The round that is called off, by its event or entry; left out: the next that is still ahead.'),
    reason: Text.optional().describe('Why.'),
  }),
);
export type NegotiationRoundCalledOff = EventOf<typeof NegotiationRoundCalledOff>;

/**
 * The parties met, or spoke, from the first through the last day. `place` and `outcome` are null where not known. `of` names the
 * scheduled round that this was; else it is the next of the track whose days touch.
 */
export const NegotiationRoundHeld = event(
  'negotiation.round-held',
  1,
  z
    .strictObject({
      ...meeting,
      level,
      persons: z.array(Text).min(1).optional().describe('The human beings who took part, by name.'),
      outcome: Text.nullable().describe('What came of it; null where not known.'),
      about,
      of: Text.optional().describe('The scheduled round that it was, by its event or entry; left out: the next whose days touch.'),
    })
    .refine(ordered, ENDS_BEFORE_START),
);
export type NegotiationRoundHeld = EventOf<typeof NegotiationRoundHeld>;

/** The track ended, with what came of it. */
export const NegotiationConcluded = event(
  'negotiation.concluded',
  1,
  z.strictObject({ on: Day.describe('The day on which the track ended.'), outcome: Text.describe('What came of it.') }),
);
export type NegotiationConcluded = EventOf<typeof NegotiationConcluded>;
