import { z } from 'zod';
import { type EventOf, event, MeasureId, Slug, Text } from './define.js';
import { PartyRegion, Region, withoutOrganisation } from './regions.js';
import { ListedItem } from './scope.js';

export const READINGS = ['in-force', 'suspended', 'removed', 'unclear'] as const;

/** A reading: a party says that for these regions, these measures are in force, suspended, removed or unclear. */
export const Reading = z.strictObject({
  regions: z.array(Region).min(1),
  measures: z.array(MeasureId).min(1),
  reads: z.enum(READINGS),
});
export type Reading = z.infer<typeof Reading>;

/** A party or person said something. It changes no status; a reading in it may contest one. */
export const StatementMade = event(
  'statement.made',
  2,
  z
    .strictObject({
      title: Text,
      /** The country or bloc for which it was said. An association, a firm, a court speaks without a party. */
      party: PartyRegion.optional(),
      speaker: Text,
      /** The human being who said it, by name. */
      person: Text.optional(),
      text: Text,
      claim: Text.optional(),
      about: z.array(MeasureId),
      /** Other subjects of the record it speaks of: rounds, statements, facilitations. */
      refersTo: z.array(Slug).min(1).optional(),
      items: z.array(ListedItem).min(1).optional(),
      readings: z.array(Reading).min(1).optional(),
    })
    .refine(({ party, readings }) => party !== undefined || readings === undefined, 'must name the party whose readings these are'),
  { 1: withoutOrganisation }, // v1 took organisations for parties
);
export type StatementMade = EventOf<typeof StatementMade>;
