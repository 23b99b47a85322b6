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
      title: Text.describe('What the easing is called.'),
      /** The issuer whose easing it is. Left out: that of the event's own act, else of the measures that it is about. */
      issuer: Region.optional().describe('Whose easing it is; left out: the issuer of its act, else of the measures that it is about.'),
      kind: z
        .enum(['general-licence', 'exemption', 'special-channel', 'green-channel', 'authorised-list'])
        .describe('What sort of easing it is.'),
      regions: z.array(Region).min(1).describe('The regions that it is for.'),
      about: z.array(MeasureId).describe('The ids of the measures that it is about.'),
      from: Day.describe('Its first day.'),
      through: Day.optional().describe('Its last day.'),
      text: Text.describe('What it allows.'),
    })
    .refine(({ from, through }) => !through || lastDayOf(from) <= lastDayOf(through), 'must not end before it starts'),
);
export type FacilitationOpened = EventOf<typeof FacilitationOpened>;

/** The easing ended. `from` is the first day without it. */
export const FacilitationClosed = event('facilitation.closed', 1, z.strictObject({ from: Day.describe('The first day without it.') }));
export type FacilitationClosed = EventOf<typeof FacilitationClosed>;
