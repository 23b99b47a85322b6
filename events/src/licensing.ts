import { z } from 'zod';
import { type EventOf, event, MeasureId, Party, Text } from './define.js';
import { Region } from './regions.js';
import { Quantity } from './scope.js';

/** Somebody gave figures on licences; each is kept as said, with value or bounds only where said. */
export const LicensingReported = event(
  'licensing.reported',
  1,
  z.strictObject({
    title: Text,
    party: Party,
    speaker: Text,
    regions: z.array(Region).min(1),
    about: z.array(MeasureId),
    figures: z.array(Quantity),
    text: Text,
  }),
);
export type LicensingReported = EventOf<typeof LicensingReported>;
