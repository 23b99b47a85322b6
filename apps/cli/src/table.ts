import Table from 'cli-table3';
import { columnsOf, type Paint, padded, wrap } from './text.js';

/** A row of cells, and what stands beside or beneath them where there is room: a title. */
export interface Row {
  readonly cells: readonly string[];
  readonly title: string;
  /** A small heading that stands above this row and those after it. */
  readonly above?: string;
  readonly paint?: (cell: string, column: number) => string;
}

export interface Head {
  readonly cells: readonly string[];
  readonly title: string;
  /** The columns that may be narrowed, in this order. */
  readonly narrow: readonly number[];
}

/** One space each from the table's padding and its middle; it counts a middle as one when a cell spans columns. */
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

/** Rows for a person: fitted to the width, long cells wrapped, the title beside its row or beneath it. */
export function fitted(head: Head, rows: readonly Row[], columns: number, paint: Paint): string {
  const width = Math.max(columns, NARROWEST_TABLE);
  const widths = narrowed(head, rows, width);
  const rest = width - sum(widths) - GAP.length * widths.length;
  const beside = rest >= NARROWEST_TITLE;
  // Beneath, a title spans all columns: the last one takes the rest of the line.
  const all = beside ? [...widths, rest] : [...widths.slice(0, -1), (widths.at(-1) ?? 0) + rest + GAP.length];
  const table = new Table({
    colWidths: all.map((columns) => columns + 1),
    chars: { ...bare, middle: ' ' },
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
  });
  const broken = (row: Row) =>
    row.cells.map((cell, column) => lines(cell, widths[column] ?? 0, (line) => row.paint?.(line, column) ?? line));
  table.push([...head.cells, ...(beside ? [head.title] : [])].map((name) => paint('bold', name)));
  for (const row of rows) {
    if (row.above) table.push([{ colSpan: all.length, content: `\n${lines(row.above, width, (line) => paint('bold', line))}` }]);
    if (beside) table.push([...broken(row), lines(row.title, rest)]);
    else table.push(broken(row), [{ colSpan: widths.length, content: lines(row.title, width - GAP.length, (line) => GAP + line) }]);
  }
  return tidy(table.toString());
}

/** Rows for a pipe: one line each, columns aligned, nothing wrapped. */
export function plain(head: Head, rows: readonly Row[]): string {
  const all = [head, ...rows];
  const widths = head.cells.map((_, column) => Math.max(...all.map(({ cells }) => columnsOf(cells[column] ?? ''))));
  const line = ({ cells, title }: Pick<Row, 'cells' | 'title'>) =>
    [...cells.map((cell, column) => padded(cell, widths[column] ?? 0)), title].join(GAP);
  return tidy([line(head), ...rows.flatMap((row) => [...(row.above ? ['', row.above] : []), line(row)])].join('\n'));
}

const lines = (text: string, width: number, paint: (line: string) => string = (line) => line): string =>
  wrap(text, width).map(paint).join('\n');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Returns the padding of the last column is nothing that anybody wants to copy. */
const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '');

/** Returns the widths of the columns: what they need, the narrowable ones less until the row fits. */
function narrowed({ cells, narrow }: Head, rows: readonly Row[], width: number): number[] {
  const widths = cells.map((cell, column) => Math.max(columnsOf(cell), ...rows.map((row) => columnsOf(row.cells[column] ?? ''))));
  for (const column of narrow) {
    const over = sum(widths) + GAP.length * (widths.length - 1) - width;
    if (over > 0) widths[column] = Math.max(NARROWEST_CELL, (widths[column] ?? 0) - over);
  }
  return widths;
}
