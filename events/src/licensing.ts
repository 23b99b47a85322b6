import { z } from 'zod';
import { type EventOf, event, MeasureId, Text } from './define.js';
import { PartyRegion, Region, withoutOrganisation } from './regions.js';
import { Quantity } from './scope.js';

/** Somebody gave figures on licences; each is kept as said, with value or bounds only where said. */
export const LicensingReported = event(
  'licensing.reported',
  2,
  z.strictObject({
    title: Text.describe('What the report is called.'),
    /** The country or bloc for which it was said; an association or a firm reports without one. */
    party: PartyRegion.optional().describe('The country or bloc for which it was said; an association or a firm reports without one.'),
    speaker: Text.describe('Who said it.'),
    regions: z.array(Region).min(1).describe('The regions that it speaks of.'),
    about: z.array(MeasureId).describe('The ids of the measures that it is about.'),
    figures: z.array(Quantity).describe('The figures, each as said.'),
    text: Text.describe('What was said.'),
  }),
  { 1: withoutOrganisation }, // v1 took organisations for parties
);
export type LicensingReported = EventOf<typeof LicensingReported>;
