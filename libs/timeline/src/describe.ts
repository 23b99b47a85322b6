import { type Day, itemOfLine, type Parts, type Rate, type Region, regionName, type Scope } from '@in-force/events';
import { itemName } from './question.js';
import type { Seen } from './visible.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A day in words, as precise as it is known: `8 November 2025`, `November 2025`, `about 2 December 2025`. */
export function inWords(day: Day): string {
  const about = day.startsWith('~') ? 'about ' : '';
  const [year = '', month, date] = day.replace('~', '').split('-');
  return about + [date && String(Number(date)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** Names in a row: `a, b and c`. */
function row(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Regions whose names take an article in a sentence. */
const THE = new Set([
  'US',
  'GB',
  'NL',
  'PH',
  'AE',
  'BS',
  'GM',
  'MV',
  'SC',
  'DO',
  'CF',
  'EU',
  'EEA',
  'EFTA',
  'G7',
  'GCC',
  'CPTPP',
  'FIVE-EYES',
]);

/** A region as a sentence names it: `the United States`. */
export const place = (code: Region): string =>
  code === 'world' ? 'every country but the issuer’s' : `${THE.has(code) ? 'the ' : ''}${regionName(code)}`;

/** The regions a scope bears on, in words. */
export function regionsInWords({ regions, except }: Pick<Scope, 'regions' | 'except'>): string {
  return row(regions.map(place)) + (except ? ` except ${row(except.map(place))}` : '');
}

/** The items a scope covers, in words. */
export function itemsInWords({ items }: Pick<Scope, 'items'>): string {
  if (items === 'all') return 'all goods';
  const names = [...new Set(items.map((line) => itemName(itemOfLine(line))))];
  if (names.length === 0) return 'no goods';
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : row(names);
}

/** Where an event comes from: `(MOFCOM Announcement 70/2025; published 7 November 2025; source: ChemRadar)`. */
export function provenance({ instrument, publishedOn, sources }: Seen): string {
  const act = instrument ? `${instrument.title}; ` : '';
  return `(${act}published ${inWords(publishedOn)}; source: ${sources[0]?.publisher ?? 'none'})`;
}

const span = (from: Day | undefined, through: Day | null | undefined): string =>
  [from && `from ${inWords(from)}`, through === null ? 'until further notice' : through && `through ${inWords(through)}`]
    .filter(Boolean)
    .join(' ');

function partsInWords(parts: Parts | undefined): string {
  if (!parts) return '';
  const where =
    parts.regions || parts.except ? ` for ${regionsInWords({ regions: parts.regions ?? ['world'], except: parts.except })}` : '';
  return `${parts.items ? ` in ${row(parts.items.map(itemName))}` : ''}${where}`;
}

const rateInWords = (rate: Rate | null): string => (rate === null ? 'no rate' : rate.text);

/** What happened, as one plain sentence without its source. */
export function happened(event: Seen): string {
  const { type, data } = event;
  switch (type) {
    case 'measure.announced':
      return data.knownThroughLaterAct
        ? `It is known only through a later act; it had started before.`
        : `It was announced${data.firstDay ? `, to apply from ${inWords(data.firstDay)}` : ', its first day not yet fixed'}${data.lastDay ? ` through ${inWords(data.lastDay)}` : ''}.`;
    case 'measure.amended': {
      const changes = [
        data.scope && `its scope is ${itemsInWords(data.scope)} for ${regionsInWords(data.scope)}`,
        data.rate !== undefined && `its rate is ${rateInWords(data.rate)}`,
        data.firstDay !== undefined && `its first day is ${data.firstDay ? inWords(data.firstDay) : 'not yet fixed'}`,
        data.lastDay !== undefined && `its last day is ${data.lastDay ? inWords(data.lastDay) : 'open'}`,
        data.title !== undefined && `its title is “${data.title}”`,
      ].filter((change) => typeof change === 'string');
      return `It was amended from ${inWords(data.from)}: ${row(changes)}.`;
    }
    case 'measure.took-effect':
      return `It took effect on ${inWords(data.on)}.`;
    case 'measure.expired':
      return `It expired: ${inWords(data.on)} was the first day without it.`;
    case 'measure.suspended':
      return `It was suspended${partsInWords(data.parts)} ${span(data.from, data.through)}.`;
    case 'measure.suspension-extended':
      return `Its suspension was extended${partsInWords(data.parts)} ${span(data.from, data.through)}.`;
    case 'measure.resumed':
      return `Its suspension was ended${partsInWords(data.parts)}: it binds again from ${inWords(data.from)}.`;
    case 'measure.revoked':
      return `It was revoked: ${inWords(data.from)} is the first day without it.`;
    case 'record.checked':
      return `The publications of ${place(data.issuer)} were read through ${inWords(data.through)}${data.bodiesLeftOut ? `, except those of ${row(data.bodiesLeftOut)}` : ''}: ${data.found}`;
    case 'negotiation.round-held':
      return `${data.title}${data.place ? `, ${data.place}` : ''}, ${span(data.from, data.through)}${data.outcome ? `: ${data.outcome}` : '.'}`;
    case 'negotiation.round-scheduled':
      return `${data.title} is to be held${data.place ? `, ${data.place}` : ''}, ${span(data.from, data.through)}.`;
    case 'negotiation.round-called-off':
      return `A round was called off${data.reason ? `: ${data.reason}` : '.'}`;
    case 'negotiation.opened':
      return `${row(data.parties)} opened talks: ${data.subject}.`;
    case 'negotiation.concluded':
      return `The talks ended on ${inWords(data.on)}: ${data.outcome}.`;
    case 'commitment.made':
      return `${data.speaker} (${data.party}) committed: ${data.text}${data.due ? ` Due ${inWords(data.due)}.` : ''}`;
    case 'commitment.narrowed':
      return `The commitment was narrowed: ${data.text}`;
    case 'commitment.fulfilled':
      return `The commitment was fulfilled by ${data.act}.`;
    case 'commitment.broken':
      return `The commitment was broken by ${data.act}.`;
    case 'statement.made':
      return `${data.speaker} (${data.party}) said: ${data.text}`;
    case 'licensing.reported':
      return `${data.speaker} (${data.party}) reported: ${data.text}`;
    case 'facilitation.opened':
      return `${data.title}, ${span(data.from, data.through)}: ${data.text}`;
    case 'facilitation.closed':
      return `The easing ended: ${inWords(data.from)} is the first day without it.`;
    case 'record.corrected':
    case 'record.retracted':
      return `The record was mended: ${data.reason}`;
  }
}

/** What happened, with the act, the day of publication and the source. */
export const sentence = (event: Seen): string => `${happened(event)} ${provenance(event)}`;
