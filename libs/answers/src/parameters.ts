import { asIs, flag, joined, type Rows } from './parameter.js';
import { day, moment, oneOf, party, pastDay, regions, text, upTo } from './parameter-readers.js';
import { type Question, STEPS } from './question.js';
import { SELECTION } from './selection-parameters.js';

const DEFAULT_LIMIT = 1000;

/** The parameters of questions by their fields, one row each, in the order in which a URL names them. */
export const ROWS: Rows<keyof Question> = {
  ...SELECTION,
  q: {
    read: text(
      (words) => words.trim().length > 0 && words.length <= 200,
      () => 'Write up to 200 signs.',
    ),
    spell: asIs,
    default: null,
    says: 'The words to be found; prefixes count, case and diacritics do not.',
    flag: flag('words', 'the words to be found'),
  },
  from: { read: day, spell: asIs, default: null, says: 'The first day.', flag: flag('day', 'the first day (default: the beginning)') },
  to: {
    read: day,
    spell: asIs,
    default: ({ today, taken }) => (taken ? today : null),
    says: 'The last day; today in UTC by default.',
    flag: flag('day', 'the last day (default: today in UTC)'),
  },
  days: {
    read: upTo(3660, ' of days'),
    spell: String,
    default: 60,
    says: 'How many days ahead.',
    flag: flag('number', 'how many days ahead (default: 60)'),
  },
  step: {
    read: oneOf(STEPS),
    spell: asIs,
    default: 'month',
    says: 'day, week or month.',
    flag: flag('step', 'day, week or month (default: month)'),
  },
  regions: {
    read: regions,
    spell: joined,
    default: null,
    says: 'Countries, blocs and world, comma-separated, each a row of its own; all countries by default.',
    flag: flag('codes', 'countries and blocs, comma-separated (default: every country)'),
  },
  knownOn: {
    read: pastDay,
    spell: asIs,
    default: null,
    says: 'The day by which the source was public.',
    flag: flag('day', 'count only what was public by this day, or today (default: everything recorded)'),
  },
  reading: {
    read: party,
    spell: asIs,
    default: null,
    says: 'A party; adds how it reads each measure.',
    flag: flag('party', 'show how a party (US) reads each measure, and select by that'),
  },
  limit: {
    read: upTo(DEFAULT_LIMIT),
    spell: (limit) => (limit === DEFAULT_LIMIT ? null : String(limit)),
    default: DEFAULT_LIMIT,
    says: 'How many at the most.',
    flag: flag('number', 'at most this many (default: 1000)'),
  },
  after: {
    read: (id) => id,
    spell: asIs,
    default: null,
    says: 'After which measure, or position.',
    flag: flag('id', 'go on after this entry'),
  },
  recordedAt: {
    read: moment,
    spell: (_, position) => String(position),
    default: null,
    says: 'What this log held: a position (digits) or an RFC 3339 instant.',
    flag: flag('moment', 'count only what the log held then: a position (412) or an instant (2026-11-23T09:30:00Z)'),
  },
  corrections: {
    read: oneOf(['raw', 'applied']),
    default: 'raw',
    says: 'raw: events as recorded, corrections and retractions too; applied: as those left them.',
    flag: flag('how', 'raw: events as recorded, or applied: as corrections left them (default: raw)'),
  },
  log: {
    read: text(
      (head) => /^(?:[0-9a-f]{64}|[0-9a-f]{12})$/.test(head),
      () => 'Write the 64 hexadecimal digits of the head of the record, as in the citation.',
    ),
    default: null,
    says: 'The tree head of the record that a citation is of.',
    flag: null,
  },
  facts: {
    read: text(
      (digest) => /^(?:t1|sha256)-[0-9a-f]{64}$/.test(digest),
      () => 'Write t1- and 64 hexadecimal digits, as in the citation.',
    ),
    default: null,
    says: 'The digest of the facts that a citation is of.',
    flag: null,
  },
};
