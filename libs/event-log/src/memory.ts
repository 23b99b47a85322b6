import { type Draft, type Identified, type Language, type Place, RECORD, type Recorded } from '@in-force/events';
import type { Clock, EventLog } from './event-log.js';
import { LocalLog } from './local.js';
import type { Row, Rows } from './rows.js';

class MemoryRows implements Rows {
  readonly noted = null;
  readonly #all: Row[] = [];
  readonly #streams = new Map<string, Row[]>();
  readonly #byId = new Map<string, Row>();

  write(plan: () => Iterable<Row>): void {
    for (const row of plan()) {
      this.#all.push(row);
      this.#byId.set(row.id, row);
      const stream = this.#streams.get(row.stream);
      if (stream) stream.push(row);
      else this.#streams.set(row.stream, [row]);
    }
  }

  placeOf(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  sizeOf(stream: string): number {
    return this.#streams.get(stream)?.length ?? 0;
  }

  first(): Row | undefined {
    return this.#all[0];
  }

  last(): Row | undefined {
    return this.#all.at(-1);
  }

  after(position: number, limit: number): Row[] {
    return this.#all.slice(position, position + limit);
  }

  ofStream(stream: string, from: number, limit: number): Row[] {
    return this.#streams.get(stream)?.slice(from, from + limit) ?? [];
  }

  problem(): null {
    return null;
  }

  announce(): void {}

  close(): void {}
}

/** Returns a log in another language than that of the record, which lives as long as its process. */
export const memoryLogIn = <Said extends Identified, Kept extends Place>(
  language: Language<Said, Kept>,
  now: Clock,
): EventLog<Said, Kept> => new LocalLog(language, new MemoryRows(), now);

/** A log that lives as long as its process: for tests, and for trying things out. */
export class MemoryLog extends LocalLog<Draft, Recorded> {
  constructor(now: Clock) {
    super(RECORD, new MemoryRows(), now);
  }
}
