import {
  BLOCS,
  CATALOG,
  COUNTRIES,
  dayBefore,
  type EventType,
  ITEMS,
  members,
  membershipChanges,
  regionName,
  seatOf,
} from '@in-force/events';
import { z } from 'zod';
import { COLUMNS } from './columns.data.js';
import type { Columns } from './columns.js';
import {
  CAUSES,
  CLOCKS,
  COMMITMENTS,
  CONFIDENCE,
  COVERAGE,
  DIFFERENCES,
  EASINGS,
  EVENTS,
  FACILITATIONS,
  FOUND,
  IN_PART,
  KEPT,
  LEVELS,
  MEASURE_KINDS,
  type Meanings,
  READING,
  RELIABILITY,
  ROUNDS,
  STATUS,
  THINGS,
  TURNS,
} from './meanings.data.js';

/** An answer, or something that answers consist of: what it is, and what each of its fields means. */
interface Described {
  readonly name: string;
  readonly meaning: string;
  readonly fields: readonly { readonly name: string; readonly meaning: string }[];
}

/** The tables of words, each with its heading and with what is said before it. */
const TABLES: readonly (readonly [heading: string, before: string, words: Meanings])[] = [
  ['Things', 'What the record is made of, and what it speaks of.', THINGS],
  ['Clocks', 'A question may name three: [clocks.md](clocks.md) says which one you want.', CLOCKS],
  ['Status', 'What a measure is on a day, for a region and an item.', STATUS],
  ['Kinds of measure', 'What sort of control it is (`kind`).', MEASURE_KINDS],
  ['Coverage', 'How much of what was asked has the status (`coverage`).', COVERAGE],
  ['Recorded in part', 'What of a scope the record does not hold whole (`inPart`).', IN_PART],
  [
    'Readings',
    'What a party says of a measure. One that disagrees with the status is shown as `contested`; it changes no status.',
    READING,
  ],
  ['Causes', 'Why an answer changed (`cause`), and what moved in a timeline (`moved`).', CAUSES],
  ['Differences', 'How two answers differ about a measure (`how`).', DIFFERENCES],
  ['Days', 'What a day brings, in timelines and among the dates ahead. No status rests on the last four: they are words.', TURNS],
  ['Promises', 'How a promise stands on a day (`standing`).', COMMITMENTS],
  ['Rounds of talks', 'How a round stands on a day (`standing`).', ROUNDS],
  ['Levels of talks', 'Who met (`level`).', LEVELS],
  ['Easings', 'How an easing stands on a day (`standing`).', FACILITATIONS],
  ['Kinds of easing', 'What sort of easing it is (`kind`).', EASINGS],
  ['Sources', 'How official a source is (`reliability`).', RELIABILITY],
  ['Confidence', 'What those who recorded an event had seen (`confidence`).', CONFIDENCE],
  ['Search', 'What can be found (`type`).', FOUND],
];

/**
 * Returns what every word of the language means, from the vocabulary itself, as Markdown.
 *
 * @param answers what answers and their fields mean; each becomes a table.
 */
export function codebook(answers: readonly Described[]): string {
  return [
    '# Codebook',
    '',
    'What the words of questions, answers and files mean. Made from the vocabulary by `npx inforce codebook`; a test holds it to that.',
    '',
    ...TABLES.flatMap(([heading, before, words]) => section(heading, before, wordTable(words))),
    ...section('Regions', REGIONS, regionTable()),
    ...section('Members of blocs', 'From which day on who is a member: a country that leaves is none that day.', memberTable()),
    ...section(
      'Items',
      'What is controlled. A question may name an item by any of these. Two items meet where some item lies at or below both; a measure is found where one of its items meets the item asked about.',
      itemTable(),
    ),
    ...section('Events', 'What is recorded, and its data (`?` may be left out).', eventTable()),
    ...answers.flatMap(({ name, meaning, fields }) => section(`Answer: ${name}`, meaning, table('field', 'meaning')(fields.map(row)))),
    ...section('Columns of files', 'How their values are kept.', wordTable(KEPT)),
    ...Object.entries(COLUMNS).flatMap(([list, columns]) => [`### ${list}`, '', ...columnLines(columns), '']),
  ].join('\n');
}

const section = (heading: string, before: string, body: readonly string[]): string[] => [
  `## ${heading}`,
  '',
  ...wrapped(before),
  '',
  ...body,
  '',
];

/** Returns a table of Markdown with these heads. */
const table =
  (...heads: readonly string[]) =>
  (rows: readonly (readonly string[])[]): string[] =>
    [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

const row = ({ name, meaning }: Described['fields'][number]): readonly string[] => [`\`${name}\``, meaning];

const wordTable = (words: Meanings): string[] =>
  table('word', 'meaning')(Object.entries(words).map(([name, meaning]) => row({ name, meaning })));

const REGIONS =
  'Countries by their ISO 3166-1 alpha-2 codes (Kosovo by `XK`), blocs, and `world`: every country but the issuer’s. Days of an issuer are counted in the time zone of its seat; what has no seat counts in UTC. Namibia’s code is `NA`, which R and pandas take for a missing value unless they are told otherwise ([export.md](export.md)).';

const regionTable = (): string[] =>
  table(
    'code',
    'name',
    'seat',
    'zone',
  )(
    [...COUNTRIES, ...BLOCS].map((code) => {
      const { city, zone } = seatOf(code);
      return [`\`${code}\``, regionName(code), city ?? 'none', zone];
    }),
  );

/** Returns each change of a bloc's membership: its first day, who joined and who left. */
const memberTable = (): string[] =>
  table(
    'bloc',
    'from',
    'joined',
    'left',
  )(
    BLOCS.flatMap((bloc) =>
      membershipChanges(bloc).map((from) => {
        const [before, after] = [members(bloc, dayBefore(from)), members(bloc, from)];
        const [joined, left] = [after.filter((code) => !before.includes(code)), before.filter((code) => !after.includes(code))];
        return [`\`${bloc}\``, from, joined.join(' '), left.join(' ')];
      }),
    ),
  );

const itemTable = (): string[] =>
  table(
    'item',
    'symbol',
    'name',
    'lies below',
    'other names',
  )(
    ITEMS.map(({ slug, symbol = '', name, parents = [], aliases = [] }) => [
      `\`${slug}\``,
      symbol,
      name,
      parents.map((parent) => `\`${parent}\``).join(', '),
      aliases.join(', '),
    ]),
  );

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: object;
}

/** Returns the fields of an event's data; those that may be left out with a question mark. */
function fieldsOf(type: EventType): string {
  const definition = CATALOG.find((one) => one.type === type);
  const { properties = {}, required = [] } = z.toJSONSchema(definition?.schema ?? z.never(), {
    io: 'input',
    unrepresentable: 'any',
  }) as Schema;
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `${name}?`))
    .join(', ');
}

const eventTable = (): string[] =>
  table('event', 'meaning', 'data')(CATALOG.map(({ type }) => [`\`${type}\``, EVENTS[type], fieldsOf(type)]));

/** Returns a text in lines that a screen holds. */
const wrapped = (text: string): string[] => [...text.matchAll(/.{1,140}(?: |$)/g)].map(([line]) => line.trimEnd());

const columnLines = (columns: Columns): string[] =>
  wrapped(
    `${Object.entries(columns)
      .map(([name, kind]) => `\`${name}\` ${kind}`)
      .join(', ')}.`,
  );
