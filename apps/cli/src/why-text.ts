import { type HistoryEntry, happened, inWords, promiseInWords, type Question, readingInWords } from '@in-force/answers';
import type { ExplainJson, MeasureJson } from '@in-force/engine';
import { lastDayOf, type Recorded } from '@in-force/events';
import type { Seen } from '@in-force/rules';
import { agesInWords, partsInBrief, readThroughInWords, viaInBrief } from './control-notes.js';
import { colourOf, statusWords } from './controls-text.js';
import { type Terminal, widthOf } from './terminal.js';
import { clean, columnsOf, hanging, painter, wrap } from './text.js';

/** One measure under one question: the status, why, the events behind it, and what else is said of it. */
export function whyText(answer: MeasureJson, behind: readonly Recorded[], terminal: Terminal): string {
  const paint = painter(terminal);
  const width = widthOf(terminal);
  const { id, title, status, since, until, coverage, tookEffect, asked, because, explanation, history, cite, checkedThrough } = answer;
  const { byTerms, asScheduled } = answer;
  const days = [since && `since ${since}`, until && `until ${until}`].filter((day) => day !== null);
  const facts = [
    ...(byTerms ? [] : days), // else they are those of the texts
    coverage && `coverage ${coverage}`,
    // What lies ahead of all that could be known has not come.
    asScheduled ? 'as scheduled' : tookEffect === null ? null : tookEffect ? 'took effect' : 'never took effect',
  ];
  const where = [asked.region, asked.item].filter(Boolean).join(', ');
  const beside = [
    partsInBrief(answer.bearsOn) && `Of what was asked: ${partsInBrief(answer.bearsOn)}.`,
    viaInBrief(answer) && `It bites ${viaInBrief(answer)}.`,
    byTerms && `By the texts it would be ${[byTerms, ...days].join(' ')}; nobody has confirmed that.`,
  ].filter((said) => typeof said === 'string' && said !== '');
  const age = agesInWords(answer);
  const status_ = statusWords(answer, asked.reading);
  const section = (name: string, lines: readonly string[]) => (lines.length > 0 ? ['', paint('bold', name), ...lines] : []);
  // A later look at publications is told among the reasons, without what it found: nobody knew that by then.
  const made = ({ publishedOn }: Recorded) => asked.knownOn === null || lastDayOf(publishedOn) <= asked.knownOn;
  const checks = behind.filter((event) => event.type === 'record.checked' && because.includes(event.id) && made(event));
  const contested = answer.contested ?? [];
  const promised = answer.promised ?? [];
  // What has a section of its own is not told twice.
  const shown = [
    ...history.map(({ text }) => text),
    ...checks.map((check) => happened({ ...check, correctedBy: [] })),
    ...contested.map(readingInWords),
    ...promised.map(promiseInWords),
  ];
  const lines = [
    ...wrap([id, title].filter(Boolean).join(': '), width).map((line) => paint('bold', line)),
    ...(age ? wrap(age, width) : []),
    ...wrap(
      `${status_} on ${asked.on}${where ? ` for ${where}` : ''}${facts.some(Boolean) ? `: ${facts.filter(Boolean).join(', ')}` : ''}`,
      width,
    ).map((line) => (line.startsWith(status_) ? paint(colourOf(status), status_) + line.slice(status_.length) : line)),
    ...(beside.length > 0 ? wrap(beside.join(' '), width) : []),
    ...section(
      'Why',
      explanation.filter((said) => !shown.some((text) => said.startsWith(text))).flatMap((said) => hanging('  ', said, width)),
    ),
    ...section('What happened (* the status rests on it)', [
      ...history.flatMap((entry) => eventLines(entry, because, behind, width)),
      ...checks.flatMap((check) => checkLines(check, width)),
    ]),
    ...section(
      'Contested: parties that read it otherwise',
      contested.flatMap((reading) => [
        ...hanging('  ', readingInWords(reading), width),
        ...(reading.source ? sourceLines(reading.source, width) : []),
      ]),
    ),
    ...section(
      'Promised',
      promised.flatMap((word) => hanging('  ', promiseInWords(word), width)),
    ),
    '',
    ...wrap(readThroughInWords(checkedThrough), width),
    paint('dim', `Cite: ${cite}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One event: when it was public, where the record holds it, what it says, and where we have it from. */
function eventLines(entry: HistoryEntry, because: readonly string[], behind: readonly Recorded[], width: number): string[] {
  const { event, publishedOn, position, type, sources, note, confidence, correctedBy, instrument } = entry;
  return [
    ...hanging(
      because.includes(event) ? '* ' : '  ',
      `${publishedOn} ${type} (event ${position}${confidence ? `; ${confidence}` : ''})`,
      width,
    ),
    ...hanging('    ', happened(entry as unknown as Seen), width),
    ...(instrument ? hanging('    ', `${instrument.body}, ${instrument.title}`, width) : []),
    ...sources.flatMap((source) => sourceLines(source, width)),
    ...(note ? hanging('    Note: ', note, width) : []),
    ...correctedBy.flatMap((id) => behind.filter((event) => event.id === id).flatMap((correction) => correctionLines(correction, width))),
  ];
}

function correctionLines({ position, recordedAt, data }: Recorded, width: number): string[] {
  const reason = 'reason' in data ? data.reason : '';
  return hanging('    Corrected: ', `event ${position}, recorded ${recordedAt.slice(0, 10)}: ${reason}`, width);
}

function checkLines(check: Recorded, width: number): string[] {
  const { publishedOn, type, position, sources } = check;
  return [
    ...hanging('* ', `${publishedOn} ${type} (event ${position})`, width),
    ...hanging('    ', happened({ ...check, correctedBy: [] }), width),
    ...sources.flatMap((source) => sourceLines(source, width)),
  ];
}

/** A source as it is shown; one that nobody opened says so. */
interface Shown {
  readonly publisher: string;
  readonly url: string | null;
  readonly opened?: boolean | undefined;
}

/** An address stays on one line, however long, so that it can be followed. */
function sourceLines({ publisher, url, opened = true }: Shown, width: number): string[] {
  const who = `${publisher}${opened ? '' : ' (not read)'}`;
  if (url === null) return hanging('    ', who, width);
  const together = `    ${clean(who)}: ${clean(url)}`;
  return columnsOf(together) <= width ? [together] : [...hanging('    ', `${who}:`, width), `      ${clean(url)}`];
}

/** Why the status is not, or is, the one expected, rule by rule, and what would make it another. Nothing where none was expected. */
export function flipsText(
  { status, holds, derivation, flips }: ExplainJson,
  { expect, on }: Question,
  { history }: Pick<MeasureJson, 'history'>,
  terminal: Terminal,
): string {
  if (expect === null) return '';
  const paint = painter(terminal);
  const width = widthOf(terminal);
  const another = holds ? 'another' : expect;
  const lines = [
    '',
    paint('bold', holds ? `Why ${expect}, rule by rule` : `Why not ${expect} but ${status}, rule by rule`),
    ...derivation.flatMap(({ text }) => hanging('  ', text, width)),
    '',
    paint('bold', `What would make it ${another}`),
    ...flips.with.flatMap(({ type, data, status }) =>
      hanging('  ', `With one more act: “${happened({ type, data, publishedOn: on } as Seen)}” It would be ${status}.`, width),
    ),
    ...flips.without.flatMap(({ events, status }) =>
      hanging('  ', `Without ${events.map((id) => eventNamed(history, id)).join(' and ')} it would be ${status}.`, width),
    ),
    ...(flips.with.length + flips.without.length === 0
      ? wrap('  No single act from that day, and no three recorded events fewer.', width)
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** An event as a sentence names it: by its position and type where it is one of the measure’s, else by its id. */
function eventNamed(history: MeasureJson['history'], id: string): string {
  const entry = history.find(({ event }) => event === id);
  return entry ? `event ${entry.position} (${entry.type} of ${inWords(entry.publishedOn)})` : `event ${id}`;
}
