import { type Day, lastDayOf, type MeasureId, measureOf, type Rate, type Region, regionName } from '@in-force/events';
import { bestSource, type RecordView, type Seen } from '@in-force/rules';
import {
  actInWords,
  actNamed,
  actTitle,
  byInWords,
  daysInWords,
  inWords,
  itemsInWords,
  namesDay,
  partsInWords,
  place,
  regionsInWords,
  row,
  stopped,
} from './wording.js';

type Seeing = Pick<RecordView, 'record' | 'clocks' | 'seen'>;

/** How a sentence names what it speaks of. */
interface Naming {
  /** What the known record calls an act; without a record, its id. */
  readonly act?: (id: string) => string;
  /** The measure, promise, easing or talks that an event is on: `“Announcement 57/2025”`. Without, a sentence says “it”. */
  readonly subject?: string | undefined;
}

/** Returns where an event comes from: `(China, MOFCOM Announcement 70/2025, 7 November 2025; source: ChemRadar)`. */
export function provenance(known: Seeing, event: Seen): string {
  const { instrument, publishedOn } = event;
  const act = instrument && `${regionName(instrument.issuer)}, ${actTitle(instrument)}, ${inWords(instrument.day)}`;
  const said = instrument?.day === publishedOn ? null : `published ${inWords(publishedOn)}`;
  const source = bestSource(known, event);
  return `(${[act, said, source ? `source: ${source.publisher}` : 'no source that was read by then'].filter(Boolean).join('; ')})`;
}

/** Returns what happened, with the act, the day of publication and the source. */
export function sentence(known: Seeing, event: Seen, subject?: string): string {
  const { knownOn } = known.clocks;
  // A later look at publications counts; what it found was not known then.
  if (event.type === 'record.checked' && knownOn !== null && lastDayOf(event.publishedOn) > knownOn) return `${readThrough(event.data)}.`;
  return `${happened(event, { act: (id) => actNamed(known, id), subject })} ${provenance(known, event)}`;
}

const readThrough = ({ issuer, through, bodiesLeftOut }: Extract<Seen, { type: 'record.checked' }>['data']): string =>
  `The publications of ${place(issuer)} were read through ${inWords(through)}${bodiesLeftOut ? `, except those of ${row(bodiesLeftOut)}` : ''}`;

/** Returns the same told of one measure: what happened to another is told with its title. */
export function sentenceOf(known: RecordView, event: Seen, measure: MeasureId): string {
  const of = measureOf(event.stream);
  const other = of === null || of === measure ? null : known.life(of);
  return sentence(known, event, other ? `“${other.announced.data.title}”` : undefined);
}

const rateInWords = (rate: Rate | null): string => (rate === null ? 'no rate' : rate.text);

/** Returns what happened, as one plain sentence without its source. */
export function happened(event: Seen, { act: named = (id) => id, subject }: Naming = {}): string {
  const { type, data, instrument, publishedOn } = event;
  const it = subject ?? 'It';
  const its = (what: string) => (subject === undefined ? `Its ${what}` : `The ${what} of ${subject}`);
  const issuer = instrument?.issuer;
  const byAct = (act: string) => (instrument?.id === act ? actInWords(instrument) : named(act));
  switch (type) {
    case 'measure.announced':
      return data.knownThroughLaterAct
        ? `${it} is known only through a later act; it had started before.`
        : `${it} was announced${data.firstDay ? `, to apply ${daysInWords(data.firstDay, data.lastDay)}` : ', its first day not yet fixed'}.`;
    case 'measure.amended':
      return `${it} was amended from ${inWords(data.from)}: ${row(amendments(data, issuer))}.`;
    case 'measure.took-effect':
      return later(data.on, publishedOn) ? `${it} was to take effect on ${inWords(data.on)}.` : `${it} took effect on ${inWords(data.on)}.`;
    case 'measure.expired':
      return later(data.on, publishedOn)
        ? `${it} was to run out: ${inWords(data.on)} was to be the first day without it.`
        : `${it} ran out: ${inWords(data.on)} was the first day without it.`;
    case 'measure.suspended':
      return `${it} was suspended${partsInWords(data.parts, issuer)} ${daysInWords(data.from, data.through)}.`;
    case 'measure.suspension-extended':
      return `${its('suspension')} was extended${partsInWords(data.parts, issuer)} ${daysInWords(data.from, data.through)}.`;
    case 'measure.resumed':
      return `${its('suspension')} was ended${partsInWords(data.parts, issuer)} from ${inWords(data.from)}.`;
    case 'measure.revoked':
      return `${it} was revoked from ${inWords(data.from)}.`;
    case 'record.checked':
      return `${readThrough(data)}: ${stopped(data.found)}`;
    case 'negotiation.round-held':
      return `${meeting(data)}${data.outcome ? `: ${stopped(data.outcome)}` : '.'}`;
    case 'negotiation.round-scheduled':
      return `Talks were scheduled: ${meeting(data)}.`;
    case 'negotiation.round-called-off':
      return `A round${subject ? ` of ${subject}` : ''} was called off${data.reason ? `: ${stopped(data.reason)}` : '.'}`;
    case 'negotiation.opened':
      return `${row(data.parties.map(partyName))} opened talks: ${stopped(data.subject)}`;
    case 'negotiation.concluded':
      return `${subject ?? 'The talks'} ended on ${inWords(data.on)}: ${stopped(data.outcome)}`;
    case 'commitment.made':
      return `${speakerOf(data)} promised: ${stopped(data.text)}${termsOf(data)}`;
    case 'commitment.narrowed':
      return `${subject ?? 'The promise'} was narrowed: ${stopped(data.text)}${termsOf(data)}`;
    case 'commitment.fulfilled':
      return `${subject ?? 'The promise'} was kept by ${byAct(data.act)}.`;
    case 'commitment.broken':
      return `${subject ?? 'The promise'} was broken by ${byAct(data.act)}.`;
    case 'statement.made':
      return said(data);
    case 'licensing.reported':
      return said(data);
    case 'facilitation.opened':
      return `${data.title}, ${daysInWords(data.from, data.through)}: ${stopped(data.text)}`;
    case 'facilitation.closed':
      return `${subject ?? 'The easing'} ended: ${inWords(data.from)} was the first day without it.`;
    case 'record.corrected':
    case 'record.retracted':
      return `The record${subject ? ` on ${subject.replace(/^The |,$/g, (part) => (part === ',' ? '' : 'the '))}` : ''} was mended: ${stopped(data.reason)}`;
  }
}

const later = (day: Day, than: Day): boolean => lastDayOf(day) > lastDayOf(than);

function amendments(data: Extract<Seen, { type: 'measure.amended' }>['data'], issuer: Region | undefined): string[] {
  const { scope, rate, firstDay, lastDay, title } = data;
  return [
    scope && `its scope is ${itemsInWords(scope)} for ${regionsInWords(scope, issuer)}`,
    rate !== undefined && `its rate is ${rateInWords(rate)}`,
    firstDay !== undefined && `its first day is ${firstDay ? inWords(firstDay) : 'not yet fixed'}`,
    lastDay !== undefined && `its last day is ${lastDay ? inWords(lastDay) : 'open'}`,
    title !== undefined && `its title is “${title}”`,
  ].filter((change) => typeof change === 'string');
}

/** A meeting by its title, with the place and the days that the title leaves out. */
export function meeting({ title, place: where, from, through }: { title: string; place: string | null; from: Day; through: Day }): string {
  const [town = ''] = (where ?? '').split(/[,(]/, 1);
  const told = where !== null && !title.toLowerCase().includes(town.replace(/^by /, '').trim().toLowerCase());
  if (namesDay(title, from, through)) return [title, told && where].filter(Boolean).join(', ');
  // The month at the end of a title is said by the days.
  const month = inWords(through).replace(/^\d+ /, '');
  return [title.replace(`, ${month}`, ''), told && where, daysInWords(from, through)].filter(Boolean).join(', ');
}

/** Returns where a promise says by when, and for how long. */
export const termsOf = ({ due, lasting }: { readonly due?: Day | null; readonly lasting?: Day | null }): string =>
  `${due ? ` Due by ${byInWords(due)}.` : ''}${lasting ? ` It would last to ${byInWords(lasting)}.` : ''}`;

/** Returns who speaks, and for whom: `MOFCOM (China)`, `Olof Gill (European Commission, European Union)`. */
export function speakerOf({ speaker, person: named, party }: Speaking): string {
  const person = named ?? undefined;
  const office = person === undefined ? speaker : speaker.replace(`${person}, `, '');
  const whose = party === undefined || speaker.includes(partyName(party)) ? undefined : partyName(party);
  const [who, ...beside] = [person, office === person ? undefined : office, whose].filter((part) => part !== undefined);
  return beside.length > 0 ? `${who} (${beside.join(', ')})` : (who ?? '');
}

interface Speaking {
  readonly speaker: string;
  readonly person?: string | null | undefined;
  readonly party?: string | undefined;
}

/** A party as a sentence names it. */
const partyName = (party: string): string => regionName(party);

/** Returns what was said, its speaker told once: a text that names its speaker stands alone. */
function said({ text, ...speaking }: Speaking & { readonly text: string }): string {
  const beginning = text.slice(0, 80);
  const names = `${speaking.speaker} ${speaking.person ?? ''}`.match(/\p{Lu}[\p{L}-]{3,}/gu) ?? [];
  const named = names.some((name) => new RegExp(`(?<![\\p{L}-])${name}(?![\\p{L}-])`, 'u').test(beginning));
  return named ? stopped(text) : `${speakerOf(speaking)}: ${stopped(text)}`;
}
