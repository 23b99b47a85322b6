import { z } from 'zod';
import { Day } from './days.js';
import { Text } from './define.js';

/** How official a source is: the issuer's own page, a copy or translation of it, lawyers, press, trade press, collectors, analysts. */
export const RELIABILITIES = ['official', 'official-mirror', 'law-firm', 'news', 'trade-press', 'aggregator', 'think-tank'] as const;
export const Reliability = z.enum(RELIABILITIES);

/** Where we have it from. `url` is null where only a headline was seen, `published` where the page shows no day; `supports` says what of the event rests on it. */
export const Source = z.strictObject({
  publisher: Text,
  title: Text,
  url: z.url({ protocol: /^https?$/ }).nullable(),
  published: Day.nullable(),
  reliability: Reliability,
  supports: Text.optional(),
});
export type Source = z.infer<typeof Source>;

/** How sure the people who recorded an event were: an official page or full-text copy was seen, or less. */
export const CONFIDENCES = ['official text', 'transcribed', 'law firm', 'news', 'inferred'] as const;
export const Confidence = z.enum(CONFIDENCES);
export type Confidence = z.infer<typeof Confidence>;
