import { z } from 'zod';
import { Day } from './days.js';
import { Slug, Text } from './define.js';
import { Region } from './regions.js';

/** The legal act that made, changed, suspended or ended measures. `number` is null where it has none or none was found. */
export const Instrument = z.strictObject({
  id: Slug.describe('The id of the act: issuer, body, year, number.'),
  issuer: Region.describe('The country or bloc whose act it is.'),
  body: Text.describe('The authority that issued it.'),
  number: Text.nullable().describe('Its number; null where it has none or none was found.'),
  day: Day.describe('The day of the act.'),
  title: Text.describe('What it is called.'),
});
export type Instrument = z.infer<typeof Instrument>;

/** Returns the instrument a measure belongs to: the part of its id before the dot. */
export const instrumentOf = (measure: string): string => measure.split('.', 1)[0] as string;
