import { type ExactDay, lastDayOf, partitionPoint, type RecordChecked, type Recorded, type Region, streamOf } from '@in-force/events';
import { inOrder, type Seen, visible } from './visible.js';

type Check = Seen<RecordChecked>;

/** A record by its streams. */
interface Streams {
  length(stream: string): number;
  stream(stream: string): readonly Recorded[];
}

/** The check that reached furthest, by position: each entry holds from its position on. */
interface Course {
  readonly events: number;
  readonly positions: readonly number[];
  readonly furthest: readonly (Check | null)[];
}

/** The looks at publications by how far they reached, at any position of the record, without going through all checks again. */
export class Checks {
  readonly #courses = new Map<string, Course>();

  constructor(private readonly record: Streams) {}

  /**
   * Returns the check that reached furthest, of those of an issuer's publications that could read a body's (any body if none is named);
   * null if there is none.
   */
  furthest(issuer: Region, body: string | null, position: number): Check | null {
    const { positions, furthest } = this.#course(issuer, body);
    return furthest[partitionPoint(0, positions.length, (at) => (positions[at] as number) <= position) - 1] ?? null;
  }

  /** Returns the last day through which an issuer's publications were read that a body made (any body if none is named); null if never. */
  through(issuer: Region, body: string | null, position: number): ExactDay | null {
    const check = this.furthest(issuer, body, position);
    return check && lastDayOf(check.data.through);
  }

  #course(issuer: Region, body: string | null): Course {
    const key = `${issuer} ${body ?? ''}`;
    const stream = streamOf('record', issuer);
    const kept = this.#courses.get(key);
    if (kept?.events === this.record.length(stream)) return kept;
    const events = this.record.stream(stream);
    const positions: number[] = [];
    const furthest: (Check | null)[] = [];
    const mended = events.findIndex(({ type }) => type !== 'record.checked');
    let latest: Check | null = null;
    for (const [index, event] of events.entries()) {
      // A correction may take back what an earlier check said: from there on, all of them are gone through.
      const anew = mended >= 0 && index >= mended;
      const counting = anew ? visible(events, { position: event.position, knownOn: null }) : [event];
      latest = counting
        .filter((one) => one.type === 'record.checked')
        .reduce<Check | null>((found, check) => further(found, check, body), anew ? null : latest);
      positions.push(event.position);
      furthest.push(latest);
    }
    const course = { events: events.length, positions, furthest };
    this.#courses.set(key, course);
    return course;
  }
}

/** Returns the one of two checks that reached further, as far as it could read a body; of two that reached as far, the first. */
export function further(found: Check | null, check: Check, body: string | null): Check | null {
  if (check.data.bodiesLeftOut?.some((left) => body?.toLowerCase().includes(left.toLowerCase()))) return found;
  if (found === null) return check;
  const [before, now] = [lastDayOf(found.data.through), lastDayOf(check.data.through)];
  return now > before || (now === before && inOrder(check, found) < 0) ? check : found;
}
