import type { Sections } from '@in-force/columns';
import type { Recorded } from '@in-force/events';
import type { EventStore } from '@in-force/index';
import { LRUCache } from 'lru-cache';

/** The bytes of a chunk, at the least: few enough to be read and written in one go. */
const CHUNK = 8 * 1024 * 1024;

/** The most events that are kept parsed, a kilobyte each: to tell many askers reads the same ones again and again. */
const READ = 1_024;

/** Keeps events as text outside of the heap, where no collector goes through them, and reads those that are asked for. */
export class Archive implements EventStore {
  readonly #chunks: Buffer[];
  #end = 0;
  /** Of each event its chunk, and where it begins and ends there. */
  #places: Int32Array;
  size = 0;
  readonly #read = new LRUCache<number, Recorded>({ max: READ });

  constructor(kept?: Sections) {
    this.#places = (kept?.get('places') as Int32Array | undefined) ?? new Int32Array(3 * 1024);
    this.#chunks = [];
    for (let chunk = kept?.get('chunk 0'); chunk; chunk = kept?.get(`chunk ${this.#chunks.length}`)) {
      const { buffer, byteOffset, byteLength } = chunk as Uint8Array;
      this.#chunks.push(Buffer.from(buffer, byteOffset, byteLength));
    }
    this.#end = this.#chunks.at(-1)?.length ?? 0;
    if (kept) this.size = this.#places.length / 3;
  }

  /** Returns the memory that it takes, in bytes. */
  get bytes(): number {
    return this.#chunks.reduce((sum, { length }) => sum + length, 0) + this.#places.byteLength;
  }

  /** Returns what a snapshot holds of it. */
  get sections(): Sections {
    const sections: Sections = new Map([['places', this.#places.subarray(0, 3 * this.size)]]);
    for (const [at, chunk] of this.#chunks.entries())
      sections.set(`chunk ${at}`, at === this.#chunks.length - 1 ? chunk.subarray(0, this.#end) : chunk);
    return sections;
  }

  add(event: Recorded): void {
    const text = JSON.stringify(event);
    const length = Buffer.byteLength(text);
    let chunk = this.#chunks.at(-1);
    if (!chunk || this.#end + length > chunk.length) {
      chunk = Buffer.allocUnsafe(Math.max(CHUNK, length));
      this.#chunks.push(chunk);
      this.#end = 0;
    }
    chunk.write(text, this.#end);
    if (this.#places.length === 3 * this.size) {
      const grown = new Int32Array(Math.max(3 * 1024, 6 * this.size));
      grown.set(this.#places);
      this.#places = grown;
    }
    this.#places.set([this.#chunks.length - 1, this.#end, this.#end + length], 3 * this.size++);
    this.#end += length;
  }

  at(position: number): Recorded {
    const read = this.#read.get(position);
    if (read) return read;
    const [chunk, start, end] = this.#places.subarray(3 * (position - 1), 3 * position) as unknown as [number, number, number];
    const event = JSON.parse((this.#chunks[chunk] as Buffer).toString('utf8', start, end)) as Recorded;
    this.#read.set(position, event);
    return event;
  }
}
