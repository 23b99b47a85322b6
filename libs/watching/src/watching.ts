import type { Question, ReadModel } from '@in-force/answers';
import { mayHaveTurned, RecordView, type Steps } from '@in-force/rules';
import type { Cursor } from './cursor.js';
import { type Changes, List } from './list.js';
import { NamedDays } from './named-days.js';
import { endOfInstant, isBeginning, ORDER, type Place } from './place.js';
import { momentOf, positionAt, settledAt } from './runs.js';

/** How many views of the record are kept: many lists are told the same steps one after another, as many as a second may bring. */
const KEPT = 32;

/**
 * What changed in the answer to a question about today: a pure function of the record, the calendar and a cursor. The same list on every
 * replica, and in every copy of a log.
 */
export class Watching {
  readonly #days: NamedDays;
  readonly #views = new Map<number, RecordView>();

  constructor(private readonly model: ReadModel) {
    this.#days = new NamedDays(model);
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
    yield* this.#days.update();
    const list = new List(this.model, this.#days, (position) => this.#viewAt(position), question, cursor.place, limit);
    const { lead, words } = cursor;
    const begins = question.lead.length > 0 && (lead.join() !== question.lead.join() || words !== question.words);
    if (begins || isBeginning(cursor.place)) yield* list.begin();
    return yield* list.go(settled);
  }

  #viewAt(position: number): RecordView {
    const view = this.#views.get(position) ?? new RecordView(this.model.events, { position, knownOn: null });
    this.#views.delete(position);
    this.#views.set(position, view); // what was used last is forgotten last
    for (const oldest of this.#views.keys()) {
      if (this.#views.size <= KEPT) break;
      this.#views.delete(oldest);
    }
    return view;
  }
}

/** Returns whether lists may have grown between two places at which they were whole. */
export const mayHaveGrown = (before: Place, now: Place): boolean => before.position !== now.position || mayHaveTurned(before.at, now.at);
