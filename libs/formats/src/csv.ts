import { type Columns, cell, type Row } from './columns.js';

/** What a spreadsheet would take for a formula, and the mark itself that says it is none. */
const FORMULA = /^[=+\-@\t\r']/;

/** One line as RFC 4180 has it. A text that a spreadsheet would run gets an apostrophe before it; take one off to read it back. */
const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(field).join(',')}\r\n`;

/** Returns the names of the columns, as the first line. */
export const csvHead = (columns: Columns): string => csvLine(Object.keys(columns));

/** One thing as a line. */
export const csvRow = (columns: Columns, row: Row): string =>
  csvLine(
    Object.entries(columns).map(([name, kind]) => {
      const text = cell(row[name]);
      return text !== null && kind === 'text' && FORMULA.test(text) ? `'${text}` : text;
    }),
  );

const field = (text: string | null): string => (text === null ? '' : /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
