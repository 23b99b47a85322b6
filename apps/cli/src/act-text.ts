import { happened, inWords, place } from '@in-force/answers';
import type { InstrumentJson, MeasureJson } from '@in-force/engine';
import type { Seen } from '@in-force/rules';
import { agesInWords, readThroughInWords } from './control-notes.js';
import { type Terminal, widthOf } from './terminal.js';
import { count, hanging, painter, wrap } from './text.js';

/** One act under one question: its measures and those of other acts that it touched, each with its status that day and why. */
export function actText(act: InstrumentJson, measures: readonly MeasureJson[], terminal: Terminal): string {
  const paint = painter(terminal);
  const width = widthOf(terminal);
  const { id, title, issuer, day, status, address, asked, cite } = act;
  const checkedThrough = Object.assign({}, ...measures.map((measure) => measure.checkedThrough), act.checkedThrough);
  const daysSinceChecked = Object.assign({}, ...measures.map((measure) => measure.daysSinceChecked), act.daysSinceChecked);
  const own = new Set(act.measures.map((measure) => measure.id));
  const [made, touched] = [measures.filter((measure) => own.has(measure.id)), measures.filter((measure) => !own.has(measure.id))];
  const section = (name: string, of: readonly MeasureJson[]) =>
    of.length > 0 ? ['', paint('bold', name), ...of.flatMap((measure) => measureLines(measure, id, width))] : [];
  const where = [asked.region, asked.item].filter(Boolean).join(', ');
  const again = (['region', 'item'] as const).map((name) => (asked[name] === null ? '' : ` --${name} ${asked[name]}`)).join('');
  const age = agesInWords({ checkedThrough, daysSinceChecked });
  const [one] = measures;
  const lines = [
    ...wrap([id, title].filter(Boolean).join(': '), width).map((line) => paint('bold', line)),
    ...(age ? wrap(age, width) : []),
    ...wrap(
      day === null
        ? `No act of this id was public at the clocks asked.`
        : `An act of ${place(issuer ?? '')}, ${inWords(day)} (${act.body}).`,
      width,
    ),
    ...(status === null
      ? wrap('It made no measure of its own.', width)
      : wrap(`${status} on ${asked.on}${where ? ` for ${where}` : ''}`, width)),
    ...section(`What it made: ${count(made.length, 'measure')}`, made),
    ...section(`What it touched: ${count(touched.length, 'measure')} of other acts`, touched),
    ...(address ? ['', paint('bold', 'Its text'), `  ${address}`] : []),
    '',
    ...(one ? wrap(`One of them, event by event: inforce why ${one.id} --on ${asked.on}${again}`, width) : []),
    ...wrap(readThroughInWords(checkedThrough), width),
    paint('dim', `Cite: ${cite}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What an act does to the measures that it makes. */
const BEGINNINGS: ReadonlySet<string> = new Set(['measure.announced', 'measure.took-effect']);

/** A measure of an act: its status in words, and what the act did to it where that says it not already. */
function measureLines({ id, status, explanation, history }: MeasureJson, act: string, width: number): string[] {
  const [first = '', second = ''] = explanation;
  const did = history.filter(
    ({ instrument, type }) => instrument?.id === act && !BEGINNINGS.has(type) && !first.includes(instrument.title),
  );
  return [
    ...hanging('  ', `${id}: ${status}`, width),
    ...hanging('    ', first, width),
    ...(status === 'unconfirmed' ? hanging('    ', second, width) : []),
    ...did.flatMap((entry) => hanging('    ', happened(entry as unknown as Seen), width)),
  ];
}
