import { KINDS, MeasureId } from '@in-force/events';
import { COMMITMENT_STATUSES, ORDER } from '@in-force/rules';
import { asId, refuse } from '@in-force/words';
import { asIs, flag, ifTrue, joined, type Rows } from './parameter.js';
import { day, item, leads, oneOf, party, quarter, type Read, region, regions, someOf, text, truth } from './parameter-readers.js';
import { ASKED_STATUSES, type AskedStatus, STATUSES, spellItem, spellLead } from './question.js';

const DEFAULT_STATUS: readonly AskedStatus[] = ['in-force', 'suspended', 'unconfirmed'];

const statuses: Read<readonly AskedStatus[]> = (written, context) => {
  if (/^all$/i.test(written)) return context.reading ? [...ORDER, 'removed', 'unclear'] : ORDER;
  const asked = someOf(ASKED_STATUSES)(written, context);
  const needs = asked.find((status) => status === 'removed' || status === 'unclear');
  return needs && !context.reading ? refuse(`"${needs}" is a party's word; ask for it with reading=PARTY.`) : asked;
};

/** The parameters that say which measures, states and words of parties are asked for. */
export const SELECTION: Rows<
  | 'on'
  | 'at'
  | 'region'
  | 'item'
  | 'issuer'
  | 'kind'
  | 'status'
  | 'standing'
  | 'expect'
  | 'measure'
  | 'party'
  | 'person'
  | 'about'
  | 'contested'
  | 'frames'
  | 'lead'
  | 'words'
> = {
  on: {
    read: day,
    spell: asIs,
    default: ({ today }) => today,
    says: 'The day the rule applies, in the issuer’s time zone; today in UTC by default. Of controls, today is the day that it is at the seat of each issuer.',
    flag: flag('day', 'the day the rule applies, such as 2025-11-20, or today (default: today in UTC)'),
  },
  at: {
    read: quarter,
    spell: asIs,
    default: null,
    says: 'Instead of a day, a moment: each measure on the day that it is then at its issuer’s seat, to the quarter of an hour. on=today is this moment now.',
    flag: null,
  },
  region: {
    read: region,
    spell: asIs,
    default: null,
    says: 'An ISO 3166-1 code, a bloc (EU, G7 …) or world.',
    flag: flag('code', 'a country (DE), a bloc (EU) or world (default: any)'),
  },
  item: {
    read: item,
    spell: (asked) => asked && spellItem(asked),
    default: null,
    says: 'A symbol (Dy), a slug, a control code (1C902), or hs:8112.',
    flag: flag('item', 'a symbol (Dy), a name (dysprosium), a control code (1C902) or hs:8112 (default: any)'),
  },
  issuer: {
    read: regions,
    spell: joined,
    default: null,
    says: 'Whose acts: codes, comma-separated.',
    flag: flag('codes', 'only acts of these countries or blocs: CN,US'),
  },
  kind: {
    read: someOf(KINDS),
    spell: joined,
    default: null,
    says: 'Kinds of measure, comma-separated.',
    flag: flag('kinds', `only these kinds: ${KINDS.join(', ')}`),
  },
  status: {
    read: statuses,
    spell: joined,
    default: DEFAULT_STATUS,
    says: `Which states, comma-separated, or all: ${STATUSES.join(', ')}; with reading also removed, unclear.`,
    flag: flag(
      'statuses',
      `only these, or all: ${STATUSES.join(', ')}; with --reading also removed, unclear (default: in-force,suspended,unconfirmed)`,
    ),
  },
  standing: {
    name: 'status',
    read: (written, context) => (/^all$/i.test(written) ? COMMITMENT_STATUSES : someOf(COMMITMENT_STATUSES)(written, context)),
    spell: joined,
    default: ['open'],
    says: `Which, by how they stand, comma-separated, or all: ${COMMITMENT_STATUSES.join(', ')}; open alone by default.`,
    flag: flag('statuses', 'open, fulfilled, broken, comma-separated, or all (default: open)'),
  },
  expect: {
    read: oneOf(STATUSES),
    spell: asIs,
    default: null,
    says: 'The status that was expected.',
    flag: flag('status', 'why not this status, and what would make it so'),
  },
  measure: {
    // Which one a number means, the record says.
    read: text(
      (id) => MeasureId.safeParse(asId(id)).success || /\d/.test(id),
      (id) => `"${id}" is no id of a measure; write one such as cn-mofcom-2025-61.3, or the number of its act.`,
    ),
    spell: asIs,
    default: null,
    says: 'The id of a measure.',
    flag: flag('id', 'only what speaks of this measure'),
  },
  party: {
    read: party,
    spell: asIs,
    default: null,
    says: 'A party: CN, US, EU.',
    flag: flag('code', 'only what this party said, or takes part in: CN, US, EU'),
  },
  person: {
    read: text(
      (name) => /[\p{L}\p{N}]/u.test(name) && name.length <= 200,
      () => 'Write words of a name, up to 200 signs.',
    ),
    spell: asIs,
    default: null,
    says: 'Who spoke: words of the name of the person or the speaker, or their beginnings; case and diacritics do not count.',
    flag: flag('name', 'only what this person or speaker said: Sefcovic, MOFCOM'),
  },
  about: {
    read: text(
      (name) => /[\p{L}\p{N}]/u.test(name) && name.length <= 200,
      () => 'Write the id of a measure, an act or a round, or an item.',
    ),
    spell: asIs,
    default: null,
    says: 'What it speaks of: the id of a measure, an act, a round, a statement or an easing, or an item.',
    flag: flag('what', 'only what speaks of this: the id of a measure, an act or a round, or an item'),
  },
  contested: {
    read: truth,
    spell: ifTrue,
    default: false,
    says: 'true: only measures that a party reads otherwise than the acts say.',
    flag: flag(null, 'only measures that a party reads otherwise'),
  },
  frames: {
    read: truth,
    spell: ifTrue,
    default: false,
    says: 'true: count measures too that bite only through others, such as lists of dual-use goods, and tell what follows from those alone.',
    flag: flag(null, 'count measures too that bite only through others, such as lists of dual-use goods'),
  },
  lead: {
    read: leads,
    spell: (lead) => (lead.length === 0 ? null : lead.map(spellLead).join(',')),
    default: [],
    says: 'How long before a date it is told, as durations in days or weeks, comma-separated: P30D,P7D,P1D; by default not at all.',
    flag: flag('durations', 'tell dates so long ahead too: P30D,P7D,P1D'),
  },
  words: {
    read: truth,
    spell: ifTrue,
    default: false,
    says: 'true: tell days ahead too that are words, no act: due days of promises, days to which they would last, rounds of talks.',
    flag: flag(null, 'tell days ahead too that are words, no act'),
  },
};
