import { z } from 'zod';
import { Day } from './days.js';
import { Text } from './define.js';

/** The ranks of sources: the issuer's own page, a copy or translation of it, lawyers, press, trade press, collectors, analysts. */
export const RELIABILITIES = ['official', 'official-mirror', 'law-firm', 'news', 'trade-press', 'aggregator', 'think-tank'] as const;
export const Reliability = z.enum(RELIABILITIES);

/** The decisive words of a source, exactly as it has them, and the language they are in (BCP 47: `en`, `zh`). */
export const Quote = z.strictObject({
  text: Text.max(1_000).describe('The words, exactly as the source has them.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or zh-Hant')
    .describe('The language of the words (BCP 47).'),
});
export type Quote = z.infer<typeof Quote>;

/**
 * A source of an event. `url` is null where only a headline was seen, `published` where the page shows no day. `opened` says whether
 * this page, or a copy of it, was read (left out: it was); an address that others list for an act was not. `supports` says what of the
 * event rests on it: hindsight, which no answer at a `knownOn` shows.
 */
export const Source = z.strictObject({
  publisher: Text.describe('Who published it.'),
  title: Text.describe('What the page is called.'),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .describe('Where it stands; null where only a headline was seen.'),
  published: Day.nullable().describe('Its own day; null where the page shows none.'),
  reliability: Reliability.describe(
    'How official it is: the issuer’s own page, a copy or translation, lawyers, press, trade press, collectors, analysts.',
  ),
  opened: z.boolean().optional().describe('Whether this page or a copy of it was read; left out where it was.'),
  quote: Quote.optional().describe('Its decisive words.'),
  supports: Text.optional().describe('What of the event rests on it; shown only without knownOn.'),
});
export type Source = z.infer<typeof Source>;

/** The confidence of those who recorded an event: an official page or full-text copy was seen, or less. */
export const CONFIDENCES = ['official text', 'transcribed', 'law firm', 'news', 'inferred'] as const;
export const Confidence = z.enum(CONFIDENCES);
export type Confidence = z.infer<typeof Confidence>;
