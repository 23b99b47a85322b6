import { type Control, inWords } from '@in-force/answers';
import type { ControlsJson } from '@in-force/engine';
import { regionName } from '@in-force/events';
import { COLUMNS, controlRow, csvHead, csvRow } from '@in-force/formats';
import type { Status } from '@in-force/rules';
import { agesInWords, bearsOnInBrief, byTermsInWords, type Shown, viaInBrief } from './control-notes.js';
import { type Head, type Row, tableFor } from './table.js';
import { type Terminal, widthOf } from './terminal.js';
import { type Colour, clean, count, hanging, moreFollows, type Paint, painter, wrap } from './text.js';

const HEAD: Head = { cells: ['id', 'status', 'since', 'until', 'coverage'], title: 'title', narrow: [1, 0] };

/** A list of controls: a heading, how long ago anybody looked, the table with frames last, and what a reader must know beside it. */
export function controlsText(answer: ControlsJson, terminal: Terminal): string {
  const { controls } = answer;
  const paint = painter(terminal);
  const width = widthOf(terminal);
  const heading = wrap(
    controls.length > 0 ? `Controls ${asked(answer)}` : `No control is ${either(answer.asked.status)} ${asked(answer)}.`,
    width,
  );
  const { reading } = answer.asked;
  const first = controls.findIndex((control: Shown) => control.frame);
  const rows = controls.map((control, index) => ({
    ...row(control, reading, paint),
    ...(index === first && { above: 'Frames: lists and regulations that bite through other measures' }),
  }));
  const table = controls.length === 0 ? [] : ['', tableFor(terminal, HEAD, rows)];
  const age = agesInWords(answer);
  return [...heading.map((line) => paint('bold', line)), ...(age ? wrap(age, width) : []), ...table, '', notes(answer, terminal)].join(
    '\n',
  );
}

/** Returns what was left out, how far anybody looked, what the marks mean, and the link that answers this for ever. */
export function notes(answer: ControlsJson, terminal: Pick<Terminal, 'isTTY' | 'columns' | 'env'>): string {
  const { controls, leftOut, checkedThrough, cite, next } = answer;
  const width = widthOf(terminal);
  const out = Object.entries(leftOut).flatMap(([status, number]) => (number > 0 ? [`${number} ${status}`] : []));
  const checks = Object.entries(checkedThrough).map(([issuer, day]) => `${issuer} ${day ?? 'never'}`);
  const marked = [
    ...legend(
      '*',
      'a party reads it otherwise, which changes no status',
      controls.map(({ contested }) => contested?.map(({ party, reading }) => `${party} ${reading}`)),
    ),
    ...legend(
      '+',
      'a party has promised something, which is no act',
      controls.map(({ promised }) => promised?.map(({ party }) => party)),
    ),
  ];
  const unconfirmed = byTermsInWords(controls);
  const [scheduled] = controls.filter(({ asScheduled }) => asScheduled);
  const lines = [
    ...marked.flatMap((text) => hanging(`${text[0]} `, text.slice(1), width)),
    ...(unconfirmed ? wrap(unconfirmed, width) : []),
    ...(marked.length > 0 || unconfirmed ? [''] : []),
    ...wrap(
      `${count(controls.length, 'control')}. Left out: ${out.length > 0 ? `${out.join(', ')} (--status all shows them)` : 'nothing'}.`,
      width,
    ),
    ...moreFollows(next).flatMap((line) => wrap(line, width)),
    ...wrap(
      checks.length > 0
        ? `Sources read through: ${checks.join(', ')}.`
        : 'No measure in this record bears on that. It is no proof that there is none.',
      width,
    ),
    ...(scheduled ? wrap(`${inWords(answer.asked.on)} lies after all that this answer can know: it shows what is scheduled.`, width) : []),
    painter(terminal)('dim', `Cite: ${cite}`),
  ];
  return `${lines.join('\n')}\n`;
}

const COLOURS: Partial<Record<Status, Colour>> = { 'in-force': 'red', suspended: 'yellow', unconfirmed: 'magenta', announced: 'cyan' };

/** Returns the colour of a status. The word is always there too. */
export const colourOf = (status: Status): Colour => COLOURS[status] ?? 'dim';

/** A status, and how a party reads it where that was asked: `in-force (US: removed)`. */
export const statusWords = ({ status, readAs }: Control, reading: string | null): string =>
  [status, readAs && `(${reading}: ${readAs})`].filter(Boolean).join(' ');

function row(control: Control, reading: string | null, paint: Paint): Row {
  const { id, status, since, until, coverage, title, rate, contested, promised } = control;
  const marks = `${contested?.length ? '*' : ''}${promised?.length ? '+' : ''}`;
  return {
    cells: [
      id,
      [statusWords(control, reading), marks].filter(Boolean).join(' '),
      since ?? '-',
      until ?? (since ? 'open' : '-'),
      coverage ?? '-',
    ],
    title: clean(
      [`${title ?? ''}${rate ? ` [${rate.text}]` : ''}`, bearsOnInBrief(control), viaInBrief(control)].filter(Boolean).join('; '),
    ),
    paint: (cell, column) => (column === 1 ? paint(colourOf(status), cell) : cell),
  };
}

/** `* a party reads it otherwise: US removed (9)`; nothing where nothing is marked. */
function legend(mark: string, meaning: string, marked: readonly (readonly string[] | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const who of marked.flatMap((said) => [...new Set(said ?? [])])) counts.set(who, (counts.get(who) ?? 0) + 1);
  const said = [...counts].map(([who, number]) => `${who} (${number})`);
  return said.length > 0 ? [`${mark}${meaning}: ${said.join(', ')}`] : [];
}

/** Returns the question in words. */
function asked({ asked: { on, at, region, item, knownOn, reading } }: ControlsJson): string {
  return [
    at ? `at ${at.slice(11, 16)} UTC on ${inWords(on)}, each on the day of its issuer,` : `on ${inWords(on)}`,
    region === 'world' ? ' for every other country' : region && ` for ${region} (${regionName(region)})`,
    item && `, item ${item}`,
    reading && `, as ${reading} reads them`,
    knownOn && `, as known on ${inWords(knownOn)}`,
  ]
    .filter(Boolean)
    .join('');
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** One line a measure, under the names that the JSON answer uses; lists as JSON. */
export const controlsCsv = (controls: readonly Control[]): string =>
  csvHead(COLUMNS.controls) + controls.map((control) => csvRow(COLUMNS.controls, controlRow(control))).join('');
