import type { Question, ReadModel } from '@in-force/answers';
import { mayHaveTurned, type Steps } from '@in-force/rules';
import type { Cursor } from './cursor.js';
import { type Changes, List } from './list.js';
import { endOfInstant, isBeginning, ORDER, type Place } from './place.js';
import { Reading } from './reading.js';
import { momentOf, positionAt, settledAt } from './runs.js';

/**
 * What changed in the answer to a question about today: a pure function of the record, the calendar and a cursor. The same list on every
 * replica, and in every copy of a log.
 */
export class Watching {
  readonly #reading: Reading;

  constructor(private readonly model: ReadModel) {
    this.#reading = new Reading(model);
  }

  /** Returns the place up to which the list is whole, of a record that was read whole at a moment. */
  settled(readTo: number): Place {
    return settledAt(this.model, readTo);
  }

  /** Returns the place after all that happened by a moment. */
  placeAt(moment: number): Place {
    const end = endOfInstant(moment, 0);
    return { ...end, position: positionAt(this.model, end) };
  }

  /** Returns whether a place is one of this record: its position is the one at which the record stood then. */
  knows({ order, at, position, ...rest }: Place): boolean {
    if (position > this.model.position) return false;
    const place = { order, at, position, ...rest };
    return positionAt(this.model, place) === position && (order !== ORDER.recorded || momentOf(this.model, position) === at);
  }

  /** Finds the changes after a cursor up to a place at which the list is whole, in steps; no more than so many. */
  *after(question: Question, cursor: Cursor, settled: Place, limit: number): Steps<Changes> {
    yield* this.#reading.days.update();
    const list = new List(this.#reading, question, cursor.place, limit);
    const { lead, words } = cursor;
    const begins = question.lead.length > 0 && (lead.join() !== question.lead.join() || words !== question.words);
    if (begins || isBeginning(cursor.place)) yield* list.begin();
    return yield* list.go(settled);
  }
}

/** Returns whether lists may have grown between two places at which they were whole. */
export const mayHaveGrown = (before: Place, now: Place): boolean => before.position !== now.position || mayHaveTurned(before.at, now.at);
