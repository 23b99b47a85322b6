import { type ExactDay, lastDayOf, type Region, streamOf } from '@in-force/events';
import type { Facts } from './facts.js';
import { visible } from './visible.js';

/** How far an issuer's publications were read, by position: each entry holds from its position on. */
interface Course {
  readonly events: number;
  readonly positions: readonly number[];
  readonly throughs: readonly (ExactDay | null)[];
}

/** How far publications were read, at any position of the record, without going through all checks again. */
export class Checks {
  readonly #courses = new Map<string, Course>();

  constructor(private readonly facts: Facts) {}

  /** The last day through which an issuer's publications were read that a body made (any body if none is named); null if never. */
  through(issuer: Region, body: string | null, position: number): ExactDay | null {
    const { positions, throughs } = this.#course(issuer, body);
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((positions[middle] as number) <= position) low = middle + 1;
      else high = middle;
    }
    return throughs[low - 1] ?? null;
  }

  #course(issuer: Region, body: string | null): Course {
    const key = `${issuer} ${body ?? ''}`;
    const stream = streamOf('record', issuer);
    const kept = this.#courses.get(key);
    if (kept?.events === this.facts.length(stream)) return kept;
    const events = this.facts.stream(stream);
    const positions: number[] = [];
    const throughs: (ExactDay | null)[] = [];
    const mended = events.findIndex(({ type }) => type !== 'record.checked');
    let latest: ExactDay | null = null;
    for (const [index, event] of events.entries()) {
      // A correction may take back what an earlier check said: from there on, all of them are gone through.
      if (mended >= 0 && index >= mended) latest = null;
      const counting = mended >= 0 && index >= mended ? visible(events, { position: event.position, knownOn: null }) : [event];
      for (const { type, data } of counting) {
        if (type !== 'record.checked') continue;
        if (data.bodiesLeftOut?.some((left) => body?.toLowerCase().includes(left.toLowerCase()))) continue;
        const through = lastDayOf(data.through);
        if (latest === null || through > latest) latest = through;
      }
      positions.push(event.position);
      throughs.push(latest);
    }
    const course = { events: events.length, positions, throughs };
    this.#courses.set(key, course);
    return course;
  }
}
