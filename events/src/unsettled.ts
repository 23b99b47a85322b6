import type { Region } from './regions.js';

/** The questions that nobody has researched: for acts of this issuer on `world`, whether these regions are meant. Answers say so. */
export const UNSETTLED: readonly { readonly issuer: Region; readonly regions: readonly Region[]; readonly note: string }[] = [
  {
    issuer: 'CN',
    regions: ['HK', 'MO', 'TW'],
    note: 'Whether Chinese acts for all destinations bind exports to Hong Kong, Macao and Taiwan has not been researched; they are counted under world.',
  },
];
