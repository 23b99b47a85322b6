import type { Control } from '@in-force/answers';

/** How the values of a column are kept: a text, a number, a truth, an instant, a day, or a day as precise as it was said. */
export type Kind = 'text' | 'number' | 'truth' | 'instant' | 'day' | 'said';

/** The columns of a table, in order. A list, or what has parts, stands in one cell as JSON. */
export type Columns = Readonly<Record<string, Kind>>;

/** One thing, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** A value as one text: null is none; a list, even of one, and whatever has parts stand as JSON, so that they can be split again. */
export function cell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A control as a row: its rate as said, who contests it and who promised what in short. */
export const controlRow = (control: Control): Row => ({
  ...control,
  rate: control.rate?.text,
  contested: control.contested?.map(({ party, reading }) => `${party}:${reading}`),
  promised: control.promised?.map(({ party, saidOn }) => `${party}:${saidOn}`),
  facilitations: control.facilitations?.map(({ id }) => id),
});
