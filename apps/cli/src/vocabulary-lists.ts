import type { Register } from '@in-force/engine';
import { type Entry, joined, type ShownList } from './shown-list.js';

/** The exact words that are kept, as a title has them after what the record tells. */
const quoted = (quotes: unknown): string => (quotes as readonly Entry[]).map(({ text }) => ` “${text}”`).join('');

/** Returns what of an erratum became another: the fields by their names. */
const fields = (changed: unknown): string => (changed as readonly Entry[]).map(({ field }) => field).join(', ');

/** What was said, the acts and the measures that there are, the vocabulary, and what was mended. */
export const VOCABULARY_LISTS: Readonly<
  Record<Extract<Register, 'statements' | 'instruments' | 'measures' | 'items' | 'regions' | 'errata'>, ShownList>
> = {
  statements: {
    summary: 'who said what',
    description:
      'Lists what parties and persons said, by whom, on which days and of what; after it the exact words that a source has. --json gives how each reads measures.',
    examples: [
      '--person Sefcovic',
      '--party EU --from 2025-10-01 --to 2025-12-01',
      '--about cn-mofcom-2025-61',
      '--about dysprosium --json',
    ],
    thing: 'statement',
    head: { cells: ['published', 'party', 'by', 'id'], title: 'text', narrow: [3, 2] },
    rows: ({ publishedOn, party, person, speaker, id, text, quotes }) => [
      [[publishedOn, party ?? '-', person ?? speaker, id], `${text}${quoted(quotes)}`],
    ],
  },
  instruments: {
    command: 'acts',
    summary: 'legal acts, and the measures that they made and touched',
    description:
      'Lists acts by their day with the measures that each made and touched. With an id: one act, and the status of its measures on a day.',
    examples: ['--issuer CN --from 2025-10-01 --to 2025-12-01', '--measure cn-mofcom-2025-56', 'cn-mofcom-2025-70 --on 2025-11-20'],
    thing: 'act',
    head: { cells: ['day', 'id', 'made', 'touched'], title: 'title', narrow: [1] },
    rows: ({ day, id, made, touched, title }) => [[[day, id, (made as unknown[]).length, (touched as unknown[]).length], title]],
  },
  measures: {
    summary: 'measures that there are, whatever their status',
    description: 'Lists measures by their terms on a day. Their status is asked by `inforce on DAY --status all`, or `inforce why ID`.',
    examples: ['--issuer CN', '--kind tariff,fee --json'],
    thing: 'measure',
    head: { cells: ['id', 'kind', 'first day', 'regions'], title: 'title', narrow: [0, 3] },
    rows: ({ id, kind, firstDay, regions, title }) => [[[id, kind, firstDay ?? '-', joined(regions)], title]],
  },
  items: {
    summary: 'items by their names, codes and place',
    description:
      'Lists the items by which questions and files name goods, with what lies directly above and below each, and the codes under which known measures list it.',
    examples: ['', '--item dysprosium', '--item 1C902 --json'],
    thing: 'item',
    head: { cells: ['slug', 'symbol', 'above', 'codes'], title: 'name', narrow: [2, 3] },
    rows: ({ slug, symbol, above, codes, hs, name, aliases }) => [
      [
        [slug, symbol ?? '-', joined(above), joined([...(codes as string[]), ...(hs as string[]).map((code) => `hs:${code}`)])],
        [name, ...(aliases as string[])].join(', '),
      ],
    ],
  },
  regions: {
    summary: 'countries, blocs with their members, and their time zones',
    description: 'Lists the regions by which questions and files name countries and blocs, with who belongs to which bloc on a day.',
    examples: ['--region EU --on 2020-01-15', '--json'],
    thing: 'region',
    head: { cells: ['code', 'kind', 'zone'], title: 'name', narrow: [2] },
    rows: ({ code, kind, zone, name, members, blocs }) => [
      [[code, kind, zone], `${name}${members ? `: ${joined(members)}` : joined(blocs) === '-' ? '' : ` (${joined(blocs)})`}`],
    ],
  },
  errata: {
    summary: 'what the record had wrong, newest first',
    description:
      'Lists corrections and retractions, newest first, with the reason; --json gives what each field said before and says since.',
    examples: ['', '--measure cn-mofcom-2025-18 --json'],
    thing: 'correction',
    none: 'Nothing was corrected or retracted.',
    head: { cells: ['recorded', 'what', 'of', 'changed'], title: 'reason', narrow: [3, 2] },
    rows: ({ recordedAt, what, subject, id, changed, standing, reason }) => [
      [
        [
          String(recordedAt).slice(0, 10),
          standing ? what : `${what}, taken back`,
          `${subject} ${id}`,
          what === 'retracted' ? '-' : fields(changed),
        ],
        reason,
      ],
    ],
  },
};
