import type { Head, Row } from './table.js';
import { clean } from './text.js';

export type Entry = Readonly<Record<string, unknown>>;

/** A row of a list before it is drawn: cells, the title beside or beneath them, and what stands above, if anything. */
export type Drawn = readonly [cells: readonly unknown[], title: unknown, above?: string | undefined];

/** How a list of the record is shown: its table, and the rows for each entry. */
export interface ShownList {
  /** The command, where that is another word than the list in the API. */
  readonly command?: string;
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly thing: string;
  readonly things?: string;
  /** What is said where there is nothing to show. */
  readonly none?: string;
  readonly head: Head;
  readonly rows: (entry: Entry) => readonly Drawn[];
}

/** Returns a list as a cell has it: a dash for none. */
export const joined = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(' ') : '-');

/** Returns rows as a table takes them, without anything that a terminal would obey. */
export const rowsOf = (drawn: readonly Drawn[]): Row[] =>
  drawn.map(([cells, title, above]) => ({
    cells: cells.map((cell) => clean(String(cell))),
    title: clean(String(title)),
    ...(above !== undefined && { above: clean(above) }),
  }));
