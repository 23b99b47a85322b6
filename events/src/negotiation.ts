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

/** The parties met, or spoke, from the first through the last day. `place` and `outcome` are null where not known. */
export const NegotiationRoundHeld = event(
  'negotiation.round-held',
  1,
  z
    .strictObject({
      title: Text,
      parties: z.array(Party).min(1),
      place: Text.nullable(),
      from: Day,
      through: Day,
      level: z.enum(['leaders', 'ministers', 'officials']),
      persons: z.array(Text).min(1).optional(),
      outcome: Text.nullable(),
      about: z.array(MeasureId),
    })
    .refine(({ from, through }) => lastDayOf(from) <= lastDayOf(through), 'must not end before it starts'),
);
export type NegotiationRoundHeld = EventOf<typeof NegotiationRoundHeld>;

/** The track ended, with what came of it. */
export const NegotiationConcluded = event('negotiation.concluded', 1, z.strictObject({ on: Day, outcome: Text }));
export type NegotiationConcluded = EventOf<typeof NegotiationConcluded>;
