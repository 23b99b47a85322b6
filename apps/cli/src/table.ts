import Table from 'cli-table3';
import { type Terminal, widthOf } from './terminal.js';
import { clean, columnsOf, hanging, type Paint, padded, painter, wrap } from './text.js';

/** A row of cells, and what stands beside or beneath them where there is room: a title. */
export interface Row {
  readonly cells: readonly string[];
  readonly title: string;
  /** A small heading that stands above this row and those after it. */
  readonly above?: string;
  readonly paint?: (cell: string, column: number) => string;
  /** Where to read on: each in lines of its own beneath the row. */
  readonly beneath?: readonly string[];
}

export interface Head {
  readonly cells: readonly string[];
  readonly title: string;
  /** The columns that may be narrowed, in this order. */
  readonly narrow: readonly number[];
}

/** One space each from the table's padding and its middle. */
const GAP = '  ';
/** Titles narrower than this read badly; they go beneath their row. */
const NARROWEST_TITLE = 36;
const NARROWEST_CELL = 12;
/** Narrower than this no row fits, and the terminal may break the lines. */
const NARROWEST_TABLE = 64;

const bare = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((name) => [name, '']),
);

/** Returns rows as a terminal shows them: fitted for a person, plain for a pipe. */
export const tableFor = (terminal: Terminal, head: Head, rows: readonly Row[]): string =>
  terminal.isTTY ? fitted(head, rows, widthOf(terminal), painter(terminal)) : plain(head, rows);

/** Rows for a person: fitted to the width, long cells wrapped, the title beside its row or beneath it. No word is cut. */
function fitted(head: Head, rows: readonly Row[], columns: number, paint: Paint): string {
  const width = Math.max(columns, NARROWEST_TABLE);
  const widths = narrowed(head, rows, width);
  const rest = width - sum(widths) - GAP.length * widths.length;
  const isBeside =
    rows.every(({ beneath = [] }) => beneath.length === 0) &&
    rest >= Math.max(NARROWEST_TITLE, ...rows.map(({ title }) => longestWord(title)));
  const line = (cells: readonly string[]) => laidOut(cells, isBeside ? [...widths, rest] : widths);
  const shown = rows.flatMap((row) => [
    ...(row.above ? ['', ...wrap(row.above, width).map((text) => paint('bold', text))] : []),
    line([
      ...row.cells.map((cell, column) => lines(cell, widths[column] ?? 0, (text) => row.paint?.(text, column) ?? text)),
      ...(isBeside ? [lines(row.title, rest)] : []),
    ]),
    ...[...(isBeside ? [] : [row.title]), ...(row.beneath ?? [])].flatMap((text) => hanging(GAP, text, width)),
  ]);
  return tidy([line([...head.cells, ...(isBeside ? [head.title] : [])].map((name) => paint('bold', name))), ...shown].join('\n'));
}

const laidOut = (cells: readonly string[], widths: readonly number[]): string => {
  const table = new Table({
    colWidths: widths.map((columns) => columns + 1),
    chars: { ...bare, middle: ' ' },
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
  });
  table.push([...cells]);
  return table.toString();
};

const longestWord = (text: string): number => Math.max(0, ...clean(text).split(/ +/).map(columnsOf));

/** Rows for a pipe: one line each, columns aligned, nothing wrapped. */
export function plain(head: Head, rows: readonly Row[]): string {
  const all = [head, ...rows];
  const widths = head.cells.map((_, column) => Math.max(...all.map(({ cells }) => columnsOf(cells[column] ?? ''))));
  const line = ({ cells, title, beneath = [] }: Pick<Row, 'cells' | 'title' | 'beneath'>) =>
    [...cells.map((cell, column) => padded(cell, widths[column] ?? 0)), title, ...beneath].join(GAP);
  return tidy([line(head), ...rows.flatMap((row) => [...(row.above ? ['', row.above] : []), line(row)])].join('\n'));
}

const lines = (text: string, width: number, paint: (line: string) => string = (line) => line): string =>
  wrap(text, width).map(paint).join('\n');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Returns a table without the padding of its last column, which nobody wants to copy. */
const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '');

/** Returns the widths of the columns: what they need, the narrowable ones less until the row fits. */
function narrowed({ cells, narrow }: Head, rows: readonly Row[], width: number): number[] {
  const widths = cells.map((cell, column) => Math.max(columnsOf(cell), ...rows.map((row) => columnsOf(row.cells[column] ?? ''))));
  for (const column of narrow) {
    const over = sum(widths) + GAP.length * (widths.length - 1) - width;
    const word = Math.max(NARROWEST_CELL, ...[cells[column] ?? '', ...rows.map((row) => row.cells[column] ?? '')].map(longestWord));
    if (over > 0) widths[column] = Math.max(Math.min(word, widths[column] ?? 0), (widths[column] ?? 0) - over);
  }
  return widths;
}
