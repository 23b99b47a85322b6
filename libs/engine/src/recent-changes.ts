import type { Question } from '@in-force/answers';
import { type Change, type Cursor, cursorAt, type Place, type Watching } from '@in-force/watching';
import { LRUCache } from 'lru-cache';
import type { Turns } from './turns.js';

/** How many changes of how many days are told where nobody says since when. */
const [RECENT, RECENT_DAYS] = [200, 90];
/** How many changes are looked for at once, and of how many questions the last ones are kept. */
const [PART, KEPT] = [50, 100];
const MS_PER_DAY = 86_400_000;

/** The last changes that were told of a question, and where to look for more. */
interface Told {
  readonly next: Cursor;
  readonly changes: readonly Change[];
}

/** The last changes of answers: kept of the questions that were asked last, and brought up to date. */
export class RecentChanges {
  readonly #told = new LRUCache<string, Told>({ max: KEPT });

  constructor(
    private readonly watching: Watching,
    private readonly turns: Turns,
  ) {}

  /** Returns the last changes of the days before a place at which the list is whole, newest first. */
  async of(question: Question, place: Place): Promise<readonly Change[]> {
    const key = JSON.stringify({ ...question, limit: null, after: null });
    const from = Math.max(0, place.at - RECENT_DAYS * MS_PER_DAY);
    let { next, changes } = this.#told.get(key) ?? { next: cursorAt(this.watching.placeAt(from), question), changes: [] };
    for (let more = true; more; ) {
      const part = await this.turns.run(this.watching.after(question, next, place, PART));
      changes = [...changes, ...part.changes].slice(-RECENT);
      ({ next, more } = part);
    }
    this.#told.set(key, { next, changes });
    return changes.filter((change) => change.place.at > from).toReversed();
  }
}
