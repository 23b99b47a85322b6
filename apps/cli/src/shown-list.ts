import type { Head, Row } from './table.js';
import { clean } from './text.js';

export type Entry = Readonly<Record<string, unknown>>;

/** A row of a list before it is drawn: cells, the title beside or beneath them, what stands above, if anything, and where to read on. */
export type Drawn = readonly [cells: readonly unknown[], title: unknown, above?: string | undefined, beneath?: readonly string[]];

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
  drawn.map(([cells, title, above, beneath]) => ({
    cells: cells.map((cell) => clean(String(cell))),
    title: clean(String(title)),
    ...(above !== undefined && { above: clean(above) }),
    ...(beneath && { beneath: beneath.map(clean) }),
  }));

/** How many measures of an entry are named. */
const FEW = 4;

/** Returns where to read on from an entry: the measures, or the event where it is on none, and the best source. */
export function leads({ measures, event, source }: Entry): string[] {
  const ids = measures as readonly string[];
  const more = ids.length > FEW ? ` and ${ids.length - FEW} more` : '';
  const about = ids.length > 0 ? ids.slice(0, FEW).join(', ') + more : event ? `event ${event}` : '';
  const { publisher, url } = (source ?? {}) as { readonly publisher?: string; readonly url?: string | null };
  return [`${[about, publisher].filter(Boolean).join('; ')}`, url ?? ''].filter((line) => line !== '');
}
