import { z } from 'zod';
import { type EventOf, event, MeasureId, Slug, Text } from './define.js';
import { PartyRegion, Region, withoutOrganisation } from './regions.js';
import { ListedItem } from './scope.js';

export const READINGS = ['in-force', 'suspended', 'removed', 'unclear'] as const;

/** A reading: a party says that for these regions, these measures are in force, suspended, removed or unclear. */
export const Reading = z.strictObject({
  regions: z.array(Region).min(1).describe('The regions for which it says so.'),
  measures: z.array(MeasureId).min(1).describe('The ids of the measures.'),
  reads: z.enum(READINGS).describe('What it says they are now.'),
});
export type Reading = z.infer<typeof Reading>;

/** A party or person said something. It changes no status; a reading in it may contest one. */
export const StatementMade = event(
  'statement.made',
  2,
  z
    .strictObject({
      title: Text.describe('What the statement is called.'),
      /** The country or bloc for which it was said. An association, a firm, a court speaks without a party. */
      party: PartyRegion.optional().describe(
        'The country or bloc for which it was said; an association, a firm, a court speaks without one.',
      ),
      speaker: Text.describe('Who said it.'),
      /** The human being who said it, by name. */
      person: Text.optional().describe('The human being who said it, by name.'),
      text: Text.describe('What was said.'),
      claim: Text.optional().describe('What it claims, in short.'),
      about: z.array(MeasureId).describe('The ids of the measures that it is about.'),
      /** Other subjects of the record it speaks of: rounds, statements, facilitations. */
      refersTo: z.array(Slug).min(1).optional().describe('Other subjects of the record it speaks of: rounds, statements, facilitations.'),
      items: z.array(ListedItem).min(1).optional().describe('The items it speaks of.'),
      readings: z.array(Reading).min(1).optional().describe('What the party says is so now.'),
    })
    .refine(({ party, readings }) => party !== undefined || readings === undefined, 'must name the party whose readings these are'),
  { 1: withoutOrganisation }, // v1 took organisations for parties
);
export type StatementMade = EventOf<typeof StatementMade>;
