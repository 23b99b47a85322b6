import { InvalidRecord } from './invalid.js';

/** How much a text of the record may hold, all told before anything is built of it. */
export interface Bounds {
  /** Once it is unpacked. */
  readonly bytes: number;
  readonly lines: number;
  readonly entries: number;
  /** What the entries become: one event for each of their measures. */
  readonly events: number;
  /** Values and keys of JSON; of YAML its signs and words, which cost more. */
  readonly values: number;
  readonly words: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** The bounds of everything that is taken in: by anybody, by recorders over HTTP, and from files on the own machine. */
export const BOUNDS = {
  whatIf: { bytes: 256 * KIB, lines: 10_000, entries: 100, events: 1_000, values: 20_000, words: 30_000 },
  act: { bytes: MIB, lines: 50_000, entries: 1, events: 1, values: 50_000, words: 0 },
  import: { bytes: 16 * MIB, lines: 400_000, entries: 20_000, events: 50_000, values: 2_000_000, words: 300_000 },
  file: { bytes: 256 * MIB, lines: 8_000_000, entries: 1_000_000, events: 2_000_000, values: 100_000_000, words: 20_000_000 },
} as const satisfies Readonly<Record<string, Bounds>>;

/** The bounds that are the same for all: of the measures of one entry, of one list, one map, of nesting. */
export const MOST = { measures: 1_000, list: 10_000, keys: 1_000, depth: 64 } as const;

/** A number as people write it: 1,000. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** A size as people write it. */
export const sized = (bytes: number): string => (bytes < MIB ? `${bytes / KIB} KiB` : `${bytes / MIB} MiB`);

/** More than is taken. Nothing was built of it. */
export class BeyondBounds extends InvalidRecord {
  constructor(file: string, message: string, line = 1) {
    super([{ file, line, message }]);
  }
}

/** Refuses a text of too many lines, by the first that is too much. */
export function countLines(file: string, text: string, { lines }: Bounds): void {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if (++count > lines) throw new BeyondBounds(file, `It has more than ${grouped(lines)} lines. Divide it.`, count);
}
