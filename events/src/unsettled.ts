import type { Region } from './regions.js';

/** What nobody has researched, and an answer must say: for acts of this issuer on `world`, whether these regions are meant. */
export const UNSETTLED: readonly { readonly issuer: Region; readonly regions: readonly Region[]; readonly note: string }[] = [
  {
    issuer: 'CN',
    regions: ['HK', 'MO', 'TW'],
    note: 'Whether Chinese acts for all destinations bind exports to Hong Kong, Macao and Taiwan has not been researched; they are counted under world.',
  },
];
