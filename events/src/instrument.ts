import { z } from 'zod';
import { Day } from './days.js';
import { Slug, Text } from './define.js';
import { Region } from './regions.js';

/** The legal act that made, changed, suspended or ended measures. `number` is null where it has none or none was found. */
export const Instrument = z.strictObject({
  id: Slug,
  issuer: Region,
  body: Text,
  number: Text.nullable(),
  day: Day,
  title: Text,
});
export type Instrument = z.infer<typeof Instrument>;

/** Returns the instrument a measure belongs to: the part of its id before the dot. */
export const instrumentOf = (measure: string): string => measure.split('.', 1)[0] as string;
