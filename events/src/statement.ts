import { z } from 'zod';
import { type EventOf, event, MeasureId, Party, Slug, Text } from './define.js';
import { Region } from './regions.js';
import { ListedItem } from './scope.js';

export const READINGS = ['in-force', 'suspended', 'removed', 'unclear'] as const;

/** What a party says is so now: for these regions, these measures are in force, suspended, removed or unclear. */
export const Reading = z.strictObject({
  regions: z.array(Region).min(1),
  measures: z.array(MeasureId).min(1),
  reads: z.enum(READINGS),
});
export type Reading = z.infer<typeof Reading>;

/** A party or person said something. It changes no status; a reading in it may contest one. */
export const StatementMade = event(
  'statement.made',
  1,
  z.strictObject({
    title: Text,
    party: Party,
    speaker: Text,
    text: Text,
    claim: Text.optional(),
    about: z.array(MeasureId),
    /** Other subjects of the record it speaks of: rounds, statements, facilitations. */
    refersTo: z.array(Slug).min(1).optional(),
    items: z.array(ListedItem).min(1).optional(),
    readings: z.array(Reading).min(1).optional(),
  }),
);
export type StatementMade = EventOf<typeof StatementMade>;
