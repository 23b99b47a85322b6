export { bibtex, type Cited, csl, ris } from './bibliography.js';
export { type CalendarDate, icalendar } from './calendar.js';
export { codebook } from './codebook.js';
export { COLUMNS, type Columns, controlRow, type Listed, type Row } from './columns.js';
export { csvHead, csvRow } from './csv.js';
export { type Entry, type FileProblem, InvalidRecord } from './entries.js';
export { parquet } from './parquet.js';
export { type RecordFile, readRecordFile } from './yaml.js';
