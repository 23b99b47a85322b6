import { z } from 'zod';
import { Day, lastDayOf } from './days.js';
import { type EventOf, event, MeasureId, Text } from './define.js';
import { Region } from './regions.js';

/** An easing began that leaves the control in force. */
export const FacilitationOpened = event(
  'facilitation.opened',
  1,
  z
    .strictObject({
      title: Text,
      /** The issuer whose easing it is. Left out: that of the event's own act, else of the measures that it is about. */
      issuer: Region.optional(),
      kind: z.enum(['general-licence', 'exemption', 'special-channel', 'green-channel', 'authorised-list']),
      regions: z.array(Region).min(1),
      about: z.array(MeasureId),
      from: Day,
      through: Day.optional(),
      text: Text,
    })
    .refine(({ from, through }) => !through || lastDayOf(from) <= lastDayOf(through), 'must not end before it starts'),
);
export type FacilitationOpened = EventOf<typeof FacilitationOpened>;

/** The easing ended. `from` is the first day without it. */
export const FacilitationClosed = event('facilitation.closed', 1, z.strictObject({ from: Day }));
export type FacilitationClosed = EventOf<typeof FacilitationClosed>;
