import { type ExactDay, type Instant, itemName, type Kind, type MeasureId, type Region } from '@in-force/events';
import { type AskedItem, type AskedOf, type CommitmentStatus, ORDER, type Status } from '@in-force/rules';

/** A moment of the record: a position (the number of its last event), or an instant. */
export type Moment = { readonly position: number } | { readonly instant: Instant };

/** Everything that can be asked of the controls, with the defaults filled in. */
export interface Question extends AskedOf {
  /** The moment of which each measure is asked on the day that it is then at its issuer's seat, and not on `on`; null: on `on`. */
  readonly at: Instant | null;
  readonly knownOn: ExactDay | null;
  readonly recordedAt: Moment | null;
  readonly reading: string | null;
  readonly status: readonly AskedStatus[];
  readonly kind: readonly Kind[] | null;
  readonly issuer: readonly Region[] | null;
  /** The status that somebody expected. */
  readonly expect: Status | null;
  /** One measure, or one party, that the answer is to be about. */
  readonly measure: MeasureId | null;
  readonly party: string | null;
  /** Who spoke, by words of the name. */
  readonly person: string | null;
  /** What it is to speak of: a measure, an act, anything else of the record by its id, or an item. */
  readonly about: string | null;
  /** Which commitments: how they stand. A list that asks for `open` also shows what is overdue or unconfirmed. */
  readonly standing: readonly CommitmentStatus[];
  /** Only measures that a party reads otherwise. */
  readonly contested: boolean;
  /** The first and the last day of a span. */
  readonly from: ExactDay | null;
  readonly to: ExactDay | null;
  /** Whether events are shown as recorded, or as their corrections left them. */
  readonly corrections: 'raw' | 'applied';
  /** The words to be found. */
  readonly q: string | null;
  /** How many days ahead. */
  readonly days: number;
  readonly step: Step;
  readonly regions: readonly Region[] | null;
  /** Whether measures that bite only through others are counted too. */
  readonly frames: boolean;
  /** How many days ahead dates are told, the farthest first. */
  readonly lead: readonly number[];
  /** Whether days are told ahead too that are words, no act. */
  readonly words: boolean;
  /** How many at the most, and after which entry: a page. */
  readonly limit: number;
  readonly after: string | null;
  /** The log and the digest of the facts that a citation was made from. */
  readonly log: string | null;
  readonly facts: string | null;
}

export const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];

export const STATUSES = [...ORDER, 'not-known', 'not-applicable'] as const;
export const ASKED_STATUSES = [...STATUSES, 'removed', 'unclear'] as const;
export type AskedStatus = (typeof ASKED_STATUSES)[number];

/** The parameters that each kind of question takes. */
export const PARAMETERS = {
  controls: [
    'on',
    'at',
    'region',
    'item',
    'issuer',
    'kind',
    'status',
    'knownOn',
    'recordedAt',
    'reading',
    'limit',
    'after',
    'log',
    'facts',
  ],
  measure: ['on', 'region', 'item', 'knownOn', 'recordedAt', 'reading', 'log', 'facts'],
  instrument: ['on', 'region', 'item', 'knownOn', 'recordedAt', 'log', 'facts'],
  whatIf: ['on', 'region', 'item', 'issuer', 'kind', 'status', 'knownOn', 'reading'],
  explain: ['on', 'region', 'item', 'expect', 'knownOn', 'recordedAt', 'reading', 'log', 'facts'],
  search: ['q', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  export: ['knownOn', 'recordedAt', 'corrections'],
  spans: ['knownOn', 'recordedAt'],
  timeline: ['from', 'to', 'region', 'item', 'issuer', 'kind', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  upcoming: ['on', 'days', 'region', 'item', 'issuer', 'kind', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  matrix: ['from', 'to', 'step', 'regions', 'item', 'issuer', 'kind', 'frames', 'knownOn', 'recordedAt', 'log', 'facts'],
  arrangements: ['on', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  negotiations: ['on', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  commitments: ['on', 'standing', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  readings: ['on', 'region', 'item', 'measure', 'party', 'contested', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  licensing: ['on', 'region', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  statements: ['from', 'to', 'person', 'party', 'about', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  instruments: ['from', 'to', 'issuer', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  measures: ['on', 'issuer', 'kind', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  changes: ['region', 'item', 'issuer', 'kind', 'status', 'measure', 'reading', 'frames', 'lead', 'words', 'limit', 'after'],
  errata: ['measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  items: ['item', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  regions: ['on', 'region', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  facilitations: ['on', 'region', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
} as const satisfies Record<string, readonly (keyof Question)[]>;

/** Returns a time ahead as ISO 8601 writes it. */
export const spellLead = (days: number): string => `P${days}D`;

/** Returns the canonical spelling of an item: its symbol where it has one. */
export function spellItem(asked: AskedItem): string {
  if ('hs' in asked) return `hs:${asked.hs}`;
  return 'code' in asked ? asked.code : itemName(asked.slug);
}
