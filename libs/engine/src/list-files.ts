import { COLUMNS, controlRow, type Row } from '@in-force/formats';
import { type ExportFormat, writeRows } from './export.js';
import { REGISTERS, type Register } from './registers.js';

/** The lists that are also files. */
export type ListFile = 'controls' | 'matrix' | Register;
export const LIST_FILES: readonly ListFile[] = ['controls', 'matrix', ...(Object.keys(REGISTERS) as Register[])];

/** Returns what the list of an answer is called in it. */
const nameOf = (list: ListFile): string => (list === 'controls' ? list : list === 'matrix' ? 'cells' : REGISTERS[list].list);

/** Returns the entries of the answer of a list. */
export const entriesOf = (list: ListFile, answer: object): readonly Row[] =>
  (answer as Readonly<Record<string, readonly Row[]>>)[nameOf(list)] ?? [];

/** Yields the entries of an answer as a file. Of a control NDJSON has all facts, a table has some in short. */
export function writeListFile(list: ListFile, format: ExportFormat, answer: object): AsyncGenerator<string | Uint8Array> {
  const entries = entriesOf(list, answer);
  const rows = list === 'controls' && format !== 'ndjson' ? entries.map((row) => controlRow(row as never)) : entries;
  return writeRows(format, COLUMNS[list], rows);
}
