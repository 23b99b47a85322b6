import { STATUSES } from '@in-force/answers';
import {
  BLOCS,
  CATALOG,
  CONFIDENCES,
  COUNTRIES,
  type EventType,
  KINDS,
  type Kind as MeasureKind,
  READINGS,
  RELIABILITIES,
  regionName,
  seatOf,
} from '@in-force/events';
import type { Status } from '@in-force/rules';
import { z } from 'zod';
import { COLUMNS } from './columns.data.js';
import type { Kind } from './columns.js';

const STATUS: Readonly<Record<Status, string>> = {
  'in-force': 'public, its first day come, neither suspended nor ended',
  unconfirmed: 'rests on a change that only the calendar made, which nobody has confirmed; byTerms is the status by the texts alone',
  suspended: 'its suspended days include that day, even if it had not started',
  announced: 'public by that day, its first day still ahead',
  'not-announced': 'before it was public and before its first day',
  expired: 'after its own last day, or from a recorded expiry on',
  revoked: 'from the first day of a revocation on',
  'not-known': 'nothing seen announces it, or what was asked lies outside what is recorded of a scope recorded in part',
  'not-applicable': 'the region or item lies outside its scope that day',
};

const MEASURE_KINDS: Readonly<Record<MeasureKind, string>> = {
  'export-licence': 'exports need a licence',
  'export-ban': 'exports are barred',
  'entity-listing': 'named parties are barred from dealings; it leaves their region as such untouched',
  countermeasure: 'a step against named parties in answer to another state’s act',
  tariff: 'a duty on goods of an origin',
  fee: 'a charge on ships or services',
  'import-ban': 'imports are barred',
  'procurement-ban': 'public buyers may not buy',
  'trade-management': 'quotas, price or volume undertakings, monitoring',
  order: 'an order to a named party',
};

const COVERAGE = {
  full: 'the whole of what was asked has this status',
  partial: 'another part of what was asked has another status, or lies outside the scope',
  entities: 'only listed entities are bound; the region as such is untouched',
  'end-uses': 'only named users or uses are bound; the region as such is untouched',
};

const KEPT: Readonly<Record<Kind, string>> = {
  text: 'text; a list, even of one, and what has parts as JSON: ["Dy","Tb"]',
  number: 'number',
  truth: 'true or false',
  instant: 'instant in UTC',
  day: 'day; null where open',
  said: 'day as precise as it was said; in Parquet a date (the last day it stands for) and, in a column of the same name with AsSaid, what was said',
};

const rows = (words: Readonly<Record<string, string>>): string[] => [
  '| word | meaning |',
  '| --- | --- |',
  ...Object.entries(words).map(([word, meaning]) => `| \`${word}\` | ${meaning} |`),
  '',
];

interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Returns what every word and column means, from the vocabulary itself, as Markdown. */
export function codebook(): string {
  const fields = (type: EventType): string => {
    const definition = CATALOG.find((one) => one.type === type);
    const { properties = {}, required = [] } = z.toJSONSchema(definition?.schema ?? z.never(), {
      io: 'input',
      unrepresentable: 'any',
    }) as Schema;
    return Object.keys(properties)
      .map((name) => (required.includes(name) ? name : `${name}?`))
      .join(', ');
  };
  return [
    '# Codebook',
    '',
    'Made from the vocabulary by `npx inforce codebook`; a test holds it to that.',
    '',
    '## Status',
    '',
    ...rows(Object.fromEntries(STATUSES.map((status) => [status, STATUS[status]]))),
    '## Kinds of measure',
    '',
    ...rows(Object.fromEntries(KINDS.map((kind) => [kind, MEASURE_KINDS[kind]]))),
    '## Coverage',
    '',
    ...rows(COVERAGE),
    '## What a party reads',
    '',
    `${READINGS.map((reading) => `\`${reading}\``).join(', ')}. \`removed\` agrees with \`revoked\` and \`expired\`, \`unclear\` with nothing.`,
    '',
    '## Sources',
    '',
    `How official: ${RELIABILITIES.map((one) => `\`${one}\``).join(', ')}. How sure: ${CONFIDENCES.map((one) => `\`${one}\``).join(', ')}.`,
    '',
    '## Regions',
    '',
    'ISO 3166-1 alpha-2 codes, `world` (every country but the issuer’s), and blocs whose members have dates:',
    `${BLOCS.map((bloc) => `\`${bloc}\` ${regionName(bloc)}`).join(', ')}.`,
    '',
    '## Seats and zones',
    '',
    'Days of an issuer are counted in the time zone of its seat. What has no seat counts in UTC.',
    '',
    '| code | name | seat | zone |',
    '| --- | --- | --- | --- |',
    ...[...COUNTRIES, ...BLOCS].map((code) => {
      const { city, zone } = seatOf(code);
      return `| \`${code}\` | ${regionName(code)} | ${city ?? 'none'} | ${zone} |`;
    }),
    '',
    '## Events',
    '',
    '| event | data (? may be left out) |',
    '| --- | --- |',
    ...CATALOG.map(({ type }) => `| \`${type}\` | ${fields(type)} |`),
    '',
    '## Columns of files',
    '',
    ...rows(KEPT),
    ...Object.entries(COLUMNS).flatMap(([list, columns]) => [
      `### ${list}`,
      '',
      `${Object.entries(columns)
        .map(([name, kind]) => `\`${name}\` ${kind}`)
        .join(', ')}.`,
      '',
    ]),
  ].join('\n');
}
