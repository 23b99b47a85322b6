import { z } from 'zod';
import { type EventOf, event, MeasureId, Text } from './define.js';
import { PartyRegion, Region, withoutOrganisation } from './regions.js';
import { Quantity } from './scope.js';

/** Somebody gave figures on licences; each is kept as said, with value or bounds only where said. */
export const LicensingReported = event(
  'licensing.reported',
  2,
  z.strictObject({
    title: Text,
    /** The country or bloc for which it was said; an association or a firm reports without one. */
    party: PartyRegion.optional(),
    speaker: Text,
    regions: z.array(Region).min(1),
    about: z.array(MeasureId),
    figures: z.array(Quantity),
    text: Text,
  }),
  { 1: withoutOrganisation }, // v1 took organisations for parties
);
export type LicensingReported = EventOf<typeof LicensingReported>;
