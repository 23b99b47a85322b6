import { InvalidRecord, readRecordFile } from '@in-force/formats';

/** Returns what is wrong with a file of the record, each with its line; nothing where it can be read. */
export function problemsIn(text: string, name = 'f.yaml'): readonly string[] {
  try {
    readRecordFile(name, text);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    return error.problems.map(({ line, message }) => `${line}: ${message}`);
  }
}
