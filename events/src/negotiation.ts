import { z } from 'zod';
import { Day, lastDayOf } from './days.js';
import { type EventOf, event, MeasureId, Party, Text } from './define.js';

/** Parties began to talk about a subject: a track, of rounds. */
export const NegotiationOpened = event(
  'negotiation.opened',
  1,
  z.strictObject({ title: Text, parties: z.array(Party).min(1), subject: Text }),
);
export type NegotiationOpened = EventOf<typeof NegotiationOpened>;

const level = z.enum(['leaders', 'ministers', 'officials']);
/** The parties of a round, its place, and its first and last day. */
const meeting = {
  title: Text,
  parties: z.array(Party).min(1),
  place: Text.nullable(),
  from: Day,
  through: Day,
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
      about: z.array(MeasureId),
    })
    .refine(ordered, ENDS_BEFORE_START),
);
export type NegotiationRoundScheduled = EventOf<typeof NegotiationRoundScheduled>;

/** A scheduled round will not be held. `of` names it, by the id of its event or entry; else the next of the track that is still ahead. */
export const NegotiationRoundCalledOff = event(
  'negotiation.round-called-off',
  1,
  z.strictObject({ of: Text.optional(), reason: Text.optional() }),
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
      persons: z.array(Text).min(1).optional(),
      outcome: Text.nullable(),
      about: z.array(MeasureId),
      of: Text.optional(),
    })
    .refine(ordered, ENDS_BEFORE_START),
);
export type NegotiationRoundHeld = EventOf<typeof NegotiationRoundHeld>;

/** The track ended, with what came of it. */
export const NegotiationConcluded = event('negotiation.concluded', 1, z.strictObject({ on: Day, outcome: Text }));
export type NegotiationConcluded = EventOf<typeof NegotiationConcluded>;
