import { type Place, type Stored, UnreadableEvent } from '@in-force/events';
import { leafOf } from './leaf.js';

/** A stored event whose JSON is still text. */
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
  announce(url: string): void;
  close(): void;
}

export const rowOf = ({ data, meta, ...rest }: Stored): Row => ({ ...rest, data: JSON.stringify(data), meta: JSON.stringify(meta) });

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
