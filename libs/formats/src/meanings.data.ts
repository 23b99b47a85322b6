import type { Difference, STATUSES, search, timeline } from '@in-force/answers';
import type {
  Confidence,
  EventType,
  FacilitationOpened,
  Kind as MeasureKind,
  NegotiationRoundHeld,
  Reading,
  Scope,
  Source,
} from '@in-force/events';
import type { CommitmentStatus, FacilitationStanding, Round } from '@in-force/rules';
import type { Kind } from './columns.js';

/** What words mean, each in plain sentences. A word of the vocabulary that is left out does not compile. */
export type Meanings<Word extends string = string> = Readonly<Record<Word, string>>;

export const THINGS = {
  record: 'All events, in the order in which they were recorded.',
  event: 'One fact as it was recorded. It never changes; a mistake is corrected by another event.',
  position: 'The number of an event in the record, counted from 1. It is the same in every copy of the record.',
  revision: 'The number of an event in its own stream, counted from 0. A stream holds the events about one thing.',
  source: 'Where an event is known from: the publisher, the title, the address, and the day of publication.',
  check: 'A note that an issuer’s publications were read up to a day. Without one, silence means nothing.',
  measure: 'One rule with one scope and one life: a licensing requirement, a ban, a tariff, a fee, a listing of firms.',
  control: 'A measure as an answer shows it, with its status for the question asked.',
  instrument: 'The legal act that made, changed, suspended or ended measures. In sentences it is called an act.',
  issuer: 'The country or bloc whose act it is. The authority that signed it is its `body`.',
  scope: 'The regions on which a measure bears, the items that it covers, and the firms or uses to which it is limited.',
  region: 'A country, a bloc whose members have dates, or `world`: every country but the issuer’s own.',
  item: 'What is controlled: an element, a group of products, a control code, a customs (HS) code. Items lie below other items.',
  frame: 'A list or regulation of dual-use goods that bites only through other measures. What is suspended leaves it.',
  negotiation: 'A track of talks between parties. It is made up of rounds. In sentences it is called talks.',
  round: 'One meeting or call of a track, with its place, its days and what came of it.',
  arrangement: 'A round together with what its parties promised there and the acts that kept the promises.',
  commitment: 'What a party said it will do. It is no act, and no status rests on it. In sentences it is called a promise.',
  statement: 'What a party or a person said. It changes no status.',
  reading: 'What a party says of a measure: that it is in force, is suspended, has been removed, or that this is unclear.',
  licensing: 'Figures on licences, kept as they were said, with the speaker.',
  facilitation: 'An easing that leaves the control in force: a general licence, an exemption, a faster channel.',
} satisfies Meanings;

export const CLOCKS = {
  on: 'The day that the question is about. Left out, it is today in UTC.',
  knownOn: 'Only what was public by that day counts. Left out, all that is recorded counts.',
  recordedAt: 'Only what the record held at that position or moment counts. Left out, all of it counts.',
} satisfies Meanings;

export const STATUS: Meanings<(typeof STATUSES)[number] | 'partly-in-force'> = {
  'in-force': 'It is public, its first day has come, and that day it is neither suspended nor ended.',
  unconfirmed: 'Only the calendar changed it, and nobody has looked since: not known. `byTerms` is the status by the texts alone.',
  suspended: 'That day is one of its suspended days, even where it had not begun to apply before.',
  announced: 'It is public by that day, and its first day is still ahead.',
  'not-announced': 'The day lies before it was public and before its first day.',
  expired: 'It ran out: its own last day is past, or a source reports that it ran out.',
  revoked: 'An act ended it for good.',
  'not-known': 'Nothing known at these clocks announces it, or what was asked lies outside the part of its scope that is recorded.',
  'not-applicable': 'The region or the item lies outside its scope that day.',
  'partly-in-force': 'Of an act alone: some of its measures are in force, others are not.',
};

export const MEASURE_KINDS: Meanings<MeasureKind> = {
  'export-licence': 'Exports need a licence.',
  'export-ban': 'Exports are barred.',
  'entity-listing': 'Dealings with named parties are barred. Their country as such is untouched.',
  countermeasure: 'A step against named parties, in answer to another state’s act.',
  tariff: 'A duty on goods of an origin.',
  fee: 'A charge on ships or services.',
  'import-ban': 'Imports are barred.',
  'procurement-ban': 'Public buyers may not buy.',
  'trade-management': 'Quotas, undertakings on price or volume, monitoring.',
  order: 'An order to a named party.',
};

export const COVERAGE: Meanings<'full' | 'partial' | NonNullable<Scope['limit']>['to']> = {
  full: 'All that was asked has this status.',
  partial: 'Only a part of what was asked has this status; `bearsOn` says which.',
  entities: 'It binds only the parties that it lists. The region as such is untouched.',
  'end-uses': 'It binds only named users or uses. The region as such is untouched.',
};

export const IN_PART: Meanings<NonNullable<Scope['inPart']>[number]> = {
  regions: 'Not all regions of the scope are recorded. For the others the answer is `not-known`.',
  items: 'Not all items of the scope are recorded. For the others the answer is `not-known`.',
};

export const CAUSES: Meanings<Difference['cause'] | 'rules'> = {
  world: 'The policy changed: an act or a statement was made public.',
  knowledge: 'What the record knows changed: something was learned late, checked, corrected or retracted.',
  clock: 'A day came.',
  rules: 'The rules or the vocabulary of this program changed; `rules` in every answer numbers them.',
};

export const DIFFERENCES: Meanings<Difference['how']> = {
  entered: 'The measure stands in the second answer alone.',
  left: 'The measure stands in the first answer alone.',
  changed: 'The measure stands in both answers, with other facts.',
};

type What = ReturnType<typeof timeline>['entries'][number]['what'];

export const TURNS: Meanings<Exclude<What, EventType>> = {
  starts: 'The first day of a measure came.',
  'suspension-starts': 'The first day of a suspension came.',
  'suspension-ends': 'The last day of a suspension is past.',
  expires: 'The last day of a measure is past.',
  'is-revoked': 'The day came from which an act revokes a measure.',
  'reach-changes': 'A bloc’s membership changed, and with it the countries that a measure reaches.',
  'easing-ends': 'The last day of an easing is past.',
  round: 'A round of talks is scheduled for this day.',
  'commitment-due': 'A promise is due on this day.',
  'commitment-overdue': 'The due day of a promise is past, and nothing that was read says that it was kept.',
  lasting: 'What was promised would last to this day. It is a word, and no status rests on it.',
};

export const READING: Meanings<Reading['reads']> = {
  'in-force': 'The party says that the measure applies.',
  suspended: 'The party says that the measure is suspended.',
  removed: 'The party says that the measure is gone. It agrees with `revoked` and `expired`.',
  unclear: 'The party says that this is unclear. It agrees with no status.',
};

export const COMMITMENTS: Meanings<CommitmentStatus> = {
  open: 'It was said, and its due day, where it has one, is not past.',
  overdue: 'Its due day is past, the party’s publications were read through that day, and nothing kept it.',
  unconfirmed: 'Its due day is past, and nobody has read the party’s publications through that day: whether it was kept is not known.',
  fulfilled: 'An act did what was said.',
  broken: 'An act did the contrary.',
};

export const ROUNDS: Meanings<Round['standing']> = {
  scheduled: 'The parties said that they will meet.',
  held: 'They met.',
  'called-off': 'They said that they will not meet.',
  unconfirmed: 'Its last day is past, and nobody has said whether they met.',
};

export const LEVELS: Meanings<NegotiationRoundHeld['data']['level']> = {
  leaders: 'Heads of state or government met or spoke.',
  ministers: 'Ministers or members of the European Commission met or spoke.',
  officials: 'Civil servants met or spoke.',
};

export const FACILITATIONS: Meanings<FacilitationStanding> = {
  ahead: 'Its first day is still ahead.',
  open: 'It can be used that day.',
  over: 'Its last day is past.',
  unconfirmed: 'Its last day is past by the calendar alone, and nobody has looked since.',
};

export const EASINGS: Meanings<FacilitationOpened['data']['kind']> = {
  'general-licence': 'One licence covers many exports.',
  exemption: 'What it names needs no licence.',
  'special-channel': 'Applications of one region are handled apart from the others.',
  'green-channel': 'Applications are handled faster.',
  'authorised-list': 'Only the firms on the list may export.',
};

export const RELIABILITY: Meanings<Source['reliability']> = {
  official: 'The issuer’s own page.',
  'official-mirror': 'A copy or a translation of the official text.',
  'law-firm': 'A law firm reports it.',
  news: 'A news medium reports it.',
  'trade-press': 'A paper of the trade reports it.',
  aggregator: 'A site that collects such texts shows it.',
  'think-tank': 'Analysts report it.',
};

export const CONFIDENCE: Meanings<Confidence> = {
  'official text': 'The official page, or a full copy of its text, was seen.',
  transcribed: 'Lines of the act’s annex were seen as others copied them.',
  'law firm': 'It rests on the report of a law firm.',
  news: 'It rests on news.',
  inferred: 'No source says it in so many words; it follows from what they say.',
};

export const FOUND: Meanings<ReturnType<typeof search>['entries'][number]['type']> = {
  measure: 'A measure.',
  instrument: 'An act.',
  negotiation: 'A track of talks.',
  round: 'A round of talks.',
  commitment: 'A promise.',
  statement: 'A statement.',
  licensing: 'A report of figures on licences.',
  facilitation: 'An easing.',
  source: 'A source.',
};

export const EVENTS: Meanings<EventType> = {
  'measure.announced': 'A party made a measure public. That says nothing yet of its applying.',
  'measure.amended': 'An act changed a measure from a day on. What is given is whole; what is left out stays.',
  'measure.took-effect': 'The measure began to bind; `on` is the first day with it.',
  'measure.expired': 'The measure ran out; `on` is the first day without it.',
  'measure.suspended': 'An act stopped the measure for a while; `through` is the last day, null until further notice.',
  'measure.suspension-extended': 'An act let a suspension run longer.',
  'measure.resumed': 'An act ended a suspension; `from` is the first day that is not suspended any more.',
  'measure.revoked': 'An act ended the measure for good; `from` is the first day without it.',
  'negotiation.opened': 'Parties began to talk about a subject.',
  'negotiation.round-scheduled': 'The parties said when they will meet.',
  'negotiation.round-called-off': 'A scheduled round will not take place.',
  'negotiation.round-held': 'The parties met.',
  'negotiation.concluded': 'The talks ended, with what came of them.',
  'commitment.made': 'A party said what it will do.',
  'commitment.fulfilled': 'An act did what was said.',
  'commitment.narrowed': 'The party said less than before; the promise stays open in the narrower form.',
  'commitment.broken': 'An act did the contrary of what was said.',
  'statement.made': 'A party or a person said something.',
  'licensing.reported': 'Somebody gave figures on licences.',
  'facilitation.opened': 'An easing began that leaves the control in force.',
  'facilitation.closed': 'The easing ended; `from` is the first day without it.',
  'record.checked': 'An issuer’s publications were read through a day.',
  'record.corrected': 'The record had an event wrong. The replacement is the whole of what the event should have said.',
  'record.retracted': 'An event should never have been recorded.',
};

export const KEPT: Meanings<Kind> = {
  text: 'A text. A list, even of one, and whatever has parts stand as JSON: `["Dy","Tb"]`.',
  number: 'A number.',
  truth: 'True or false.',
  instant: 'A moment in UTC.',
  day: 'A day; empty where it is open.',
  said: 'A day as precise as it was said. In Parquet it is a date, its last day; what was said stands in the column with `AsSaid`.',
};
