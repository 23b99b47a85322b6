export { type Entry, type FileProblem, InvalidRecord } from './entries.js';
export { type RecordFile, readRecordFile } from './yaml.js';
