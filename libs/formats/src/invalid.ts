/** What is wrong with a file, and on which line. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** How many problems are told at once. */
export const TOLD = 100;

/** Files cannot be read as what they should be; the first problems are named, and how many more there are. Nothing was done. */
export class InvalidRecord extends Error {
  override readonly name = 'InvalidRecord';
  readonly problems: readonly FileProblem[];
  /** How many there are beside those named. */
  readonly more: number;

  constructor(problems: readonly FileProblem[], more = 0) {
    const named = problems.slice(0, TOLD);
    const rest = more + problems.length - named.length;
    const lines = named.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    super([...lines, ...(rest > 0 ? [`and ${rest} more.`] : [])].join('\n'));
    this.problems = named;
    this.more = rest;
  }
}
