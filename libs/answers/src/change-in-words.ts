import { measureOf } from '@in-force/events';
import type { RecordView, Seen, Status } from '@in-force/rules';
import type { Control } from './control.js';
import { happened } from './happened.js';
import { actNamed, row } from './wording.js';

/** A change of what an answer says of a measure, as a sentence tells it. */
export interface TellingOfChange {
  readonly title: string | null;
  /** The statuses on either side, whether the measure stands in the answer there or not. */
  readonly was: Status;
  readonly is: Status;
  readonly how: 'entered' | 'left' | 'changed';
  /** The names of the facts that differ. */
  readonly facts: readonly (keyof Control)[];
  /** What happened, or what the calendar did, in a sentence; null where nothing tells it. */
  readonly why: string | null;
}

/** What it is now. Of what nobody has confirmed no sentence says that it applies, or does not. */
const NOW: Readonly<Record<Status, string>> = {
  'in-force': 'is in force',
  unconfirmed: 'is unconfirmed',
  suspended: 'is suspended',
  announced: 'is announced and does not apply yet',
  'not-announced': 'is not public yet',
  expired: 'has run out',
  revoked: 'is revoked',
  'not-known': 'is not known',
  'not-applicable': 'does not apply',
};
const BEFORE: Readonly<Record<Status, string>> = {
  'in-force': 'in force before',
  unconfirmed: 'unconfirmed before',
  suspended: 'suspended before',
  announced: 'announced before',
  'not-announced': 'not public before',
  expired: 'run out before',
  revoked: 'revoked before',
  'not-known': 'not known before',
  'not-applicable': 'not applying before',
};

/** What a reader calls the facts of a control. */
const FACTS: Readonly<Partial<Record<keyof Control, string>>> = {
  title: 'its title',
  issuer: 'its issuer',
  kind: 'its kind',
  rate: 'its rate',
  firstDay: 'its first day',
  since: 'since when',
  until: 'until when',
  tookEffect: 'whether it ever applied',
  coverage: 'how much of what is asked it covers',
  bearsOn: 'what of that it bears on',
  via: 'the acts through which it bears on that',
  frame: 'whether it bites through other acts',
  regions: 'its regions',
  except: 'the regions left out',
  entities: 'the parties that it is limited to',
  endUses: 'the uses that it is limited to',
  items: 'its items',
  notes: 'the notes on its reach',
  facilitations: 'its easings',
  readAs: 'how the party reads it',
  promised: 'what is promised about it',
  contested: 'how parties read it',
  byTerms: 'what it would be by its texts',
};

/** Returns a change in a sentence: what the measure is now, what it was, and why. */
export function changeInWords({ title, was, is, how, facts, why }: TellingOfChange): string {
  const named = title === null ? 'A measure' : `“${title}”`;
  const still = how === 'changed' && was === is;
  const differ = still ? row(facts.flatMap((fact) => FACTS[fact] ?? [])) : '';
  const state = still ? `${named} ${NOW[is]} as before. What differs: ${differ}` : `${named} ${NOW[is]}, ${BEFORE[was]}`;
  if (why === null) return `${state}.`;
  const short = why.replace(`The suspension of ${named}`, 'Its suspension').replaceAll(named, 'it');
  return still ? `${state}. ${short[0]?.toUpperCase()}${short.slice(1)}` : `${state}: ${uncapitalized(short)}`;
}

/** Returns a sentence as it goes on after a colon. */
const uncapitalized = (text: string): string =>
  /^(?:It|Its|The|Talks|A|What) /.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text;

/** Returns what an event says of a measure, in a sentence; of a correction, what it replaces. */
export function happenedTo(known: RecordView, event: Seen, measure: string): string {
  const of = measureOf(event.stream);
  const other = of === null || of === measure ? null : known.life(of);
  return happened(event, { act: (id) => actNamed(known, id), ...(other && { subject: `“${other.announced.data.title}”` }) });
}
