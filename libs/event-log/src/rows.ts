import { type Place, type Stored, UnreadableEvent } from '@in-force/events';
import type { Noted } from './event-log.js';
import { AlteredEvent, altered, canonicalize, leafOf } from './leaf.js';
import { type Hash, leafHash } from './merkle.js';

/** A stored event whose JSON is still text, as RFC 8785 writes it. */
export type Row = Omit<Stored, 'data' | 'meta' | 'leaf'> & {
  readonly data: string;
  readonly meta: string;
  /** Null where a log of an earlier format keeps none. */
  readonly leaf: string | null;
};

/** Rows that this process can reach without waiting. They know no rule of the log. */
export interface Rows {
  /**
   * Stores what `plan` gives, all of it or nothing, each row before the next is asked for. Nobody else writes while it runs; when it
   * throws, nothing is stored.
   */
  write(plan: () => Iterable<Row>): void;
  placeOf(id: string): Pick<Place, 'stream' | 'revision'> | undefined;
  sizeOf(stream: string): number;
  first(): Row | undefined;
  last(): Pick<Place, 'position' | 'recordedAt'> | undefined;
  after(position: number, limit: number): readonly Row[];
  ofStream(stream: string, from: number, limit: number): readonly Row[];
  /** Returns what is wrong with where they are kept, in a sentence, by a look now and then; null where nothing is. */
  problem(now: string): string | null;
  /** What was noted of them beside them when they were opened; null where nothing was. */
  readonly noted: Noted | null;
  announce(url: string): void;
  close(): void;
}

/** Returns the row of an event, with the leaf hash that it has, if any. */
export const rowOf = <Event extends Omit<Stored, 'leaf'>>({ data, meta, ...rest }: Event) => ({
  ...rest,
  data: canonicalize(data),
  meta: canonicalize(meta),
});

/** Returns the row of an event that is being recorded, with its leaf hash, for the price of one text. */
export function newRow(event: Omit<Stored, 'leaf'>): Row {
  const row = rowOf(event);
  return { ...row, leaf: leafOfText(row) };
}

/** @throws {UnreadableEvent} for a row whose text is no JSON. */
export function storedOf({ data, meta, leaf, ...rest }: Row): Stored {
  try {
    const event = { ...rest, data: JSON.parse(data), meta: JSON.parse(meta) };
    return { ...event, leaf: leaf ?? leafOf(event) };
  } catch {
    throw new UnreadableEvent(
      `Cannot read event ${rest.position} (${rest.type} v${rest.version}, ${rest.id}): it is not JSON. Is this log damaged?`,
    );
  }
}

/**
 * Gives the event of a row that is what it was when it was recorded. Costs one hash over its text; two where it was written before text
 * was kept as RFC 8785 has it.
 *
 * @throws {AlteredEvent} when what it says does not give the leaf hash that was kept with it.
 * @throws {UnreadableEvent} for a row whose text is no JSON.
 */
export function unalteredOf(row: Row): Stored {
  const event = storedOf(row);
  if (row.leaf !== null && leafOfText(row) !== row.leaf && leafOf(event) !== row.leaf) throw altered(event);
  return event;
}

/** Returns the hash of the leaf of a row whose text is as RFC 8785 has it: any other text gives another hash. */
function leafOfText({ id, stream, revision, type, version, recordedAt, data, meta }: Omit<Row, 'leaf' | 'position'>): Hash {
  const [i, at, name, kind] = [id, recordedAt, stream, type].map((text) => JSON.stringify(text));
  return leafHash(
    `{"data":${data},"id":${i},"meta":${meta},"recordedAt":${at},"revision":${revision},"stream":${name},"type":${kind},"version":${version}}`,
  );
}

/**
 * Returns the first rows after a position, up to the first that is missing.
 *
 * @throws {AlteredEvent} where that is the next one.
 */
export function unbroken(rows: Rows, position: number, limit: number): readonly Row[] {
  const page = rows.after(position, limit);
  const missing = page.findIndex((row, index) => row.position !== position + 1 + index);
  if (missing < 0) return page;
  if (missing > 0) return page.slice(0, missing);
  throw new AlteredEvent(position + 1, `Event ${position + 1} is missing: the next one is event ${page[0]?.position}.`);
}
