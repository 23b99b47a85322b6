import { type Change, type ChangesAnswer, type Control, type Question, RULES } from '@in-force/answers';
import { Instant } from '@in-force/events';
import {
  type Cursor,
  cursorAt,
  mayHaveGrown,
  ORIGIN,
  readCursor,
  type Change as Unlinked,
  Watching,
  writeCursor,
} from '@in-force/watching';
import type { Answers } from './answers.js';
import { answerOf, type ChangesPart, type Horizon, instantOf } from './changes-part.js';
import { cursorOfOtherRecord, cursorOfOtherTelling, noCursor, RulesChanged } from './changes-refused.js';
import type { Engine } from './engine.js';
import { answerOfToday } from './present.js';
import { RecentChanges } from './recent-changes.js';

/** What changed in answers about today, as every way in tells it: with links to the answers, and cursors as text. */
export class Changes {
  readonly #watching: Watching;
  #readTo = 0;
  readonly #recent: RecentChanges;

  constructor(
    private readonly engine: Engine,
    private readonly answers: Answers,
  ) {
    this.#watching = new Watching(answers.readModel);
    this.#recent = new RecentChanges(this.#watching, answers.turns);
  }

  /**
   * Reads the log to its end, and returns up to where the list of changes is whole by that. Where the log cannot be reached, or not in time,
   * up to where it was before.
   */
  async horizon(signal?: AbortSignal): Promise<Horizon> {
    const { engine } = this;
    const now = Date.parse(engine.now());
    try {
      const { position } = await engine.head();
      await engine.follower.reached(position, signal);
      this.#readTo = Math.max(this.#readTo, now);
    } catch (error) {
      if (engine.follower.error) throw engine.follower.error;
      if (!signal?.aborted && this.#readTo === 0) throw error;
    }
    return this.#horizon();
  }

  #horizon(): Horizon {
    const place = this.#watching.settled(this.#readTo);
    return { place, through: instantOf(place) };
  }

  /** Returns a name of a change that stays, whatever rules its cursor was given under. */
  nameOf({ cursor }: Change): string {
    const { place } = readCursor(cursor) as Cursor;
    return writeCursor({ place, rules: 0, lead: [], words: false, frames: false });
  }

  /** Returns a name of the record: the leaf hash of its first event, as a URN. */
  recordName = (): string => `urn:in-force:${this.engine.position === 0 ? 'empty' : this.engine.tree.leaf(0)}`;

  /** Returns since when the record stands: the moment of its first event. What holds nothing yet was last altered then. */
  beganAt = (): string => (this.engine.position === 0 ? new Date(0).toISOString() : this.answers.readModel.eventAt(1).recordedAt);

  /** Returns whether anything may have been added to lists between two horizons, or two cursors. */
  mayHaveGrown = (before: Pick<Horizon, 'place'>, now: Pick<Horizon, 'place'>): boolean => mayHaveGrown(before.place, now.place);

  /** Returns a cursor as text. */
  written = (cursor: Cursor): string => writeCursor(cursor);

  /** Returns a cursor at which everything is told up to a horizon. */
  upTo = (question: Question, { place }: Horizon): Cursor => cursorAt(place, question);

  /** Returns the cursor behind which nothing is told yet that comes now. */
  beginning = (question: Question, { place }: Horizon): Cursor => cursorAt(place, { ...question, lead: [], words: false });

  /**
   * Reads from where on changes are asked for: a cursor, an instant, 0 for all that ever was; from now on where nothing is named.
   *
   * @throws {InvalidRequest} for what is no cursor, is one of another record or of another way of telling, or an instant that lies ahead.
   * @throws {RulesChanged} for a cursor that was given under other rules.
   */
  from(question: Question, horizon: Horizon): Cursor {
    const { after } = question;
    const told = { ...question, lead: [], words: false };
    if (after === null) return this.beginning(question, horizon);
    if (after === '0') return cursorAt(ORIGIN, told);
    const instant = Instant.safeParse(after);
    if (instant.success) {
      if (instant.data > this.engine.now()) throw noCursor(`${after} has not come yet. Name an instant that has, or nothing for now.`);
      return cursorAt(instant.data > horizon.through ? horizon.place : this.#watching.placeAt(Date.parse(instant.data)), told);
    }
    const cursor = readCursor(after);
    if (cursor === null)
      throw noCursor(`"${after}" is no cursor. Use one that an answer gave, an RFC 3339 instant, or 0 for all that ever was.`);
    if (cursor.rules !== RULES) throw this.#rulesChanged(cursor, question, horizon);
    if (cursor.frames !== question.frames) throw cursorOfOtherTelling(cursor.frames);
    if (!this.#watching.knows(cursor.place)) throw cursorOfOtherRecord();
    return cursor;
  }

  /** Returns where a list goes on that was told up to a cursor: at the same place, also where that was given under other rules. */
  resumed(text: string): { readonly cursor: Cursor; readonly renewed: boolean } {
    const cursor = readCursor(text);
    if (cursor === null) throw new Error(`"${text}" is no cursor.`);
    return { cursor: { ...cursor, rules: RULES }, renewed: cursor.rules !== RULES };
  }

  /** Returns the answer about today at a horizon. */
  answerAt = (question: Question, { place }: Horizon): readonly Control[] => answerOfToday(this.answers.readModel, question, place);

  #rulesChanged({ rules }: Cursor, question: Question, horizon: Horizon): RulesChanged {
    return new RulesChanged(
      rules,
      answerOfToday(this.answers.readModel, question, horizon.place),
      writeCursor(this.beginning(question, horizon)),
    );
  }

  /**
   * Returns a question with the id of the measure that it names.
   *
   * @throws {InvalidRequest} for a measure and for a control code that the record does not hold.
   */
  known(written: Question): Question {
    const { readModel } = this.answers;
    const question = readModel.withMeasureNamed(written);
    readModel.demandMeasure(question);
    readModel.asked(readModel.viewAt({ recordedAt: null, knownOn: null }), question);
    return question;
  }

  /** Returns the position that a cursor stands at; 0 for what is none. */
  positionOf(after: string | null): number {
    return (after === null ? null : readCursor(after))?.place.position ?? 0;
  }

  /** Returns the changes after a cursor, as far as the list is whole. */
  async after(question: Question, cursor: Cursor, horizon: Horizon): Promise<ChangesPart> {
    const steps = this.#watching.after(question, cursor, horizon.place, question.limit);
    const { changes, next, more } = await this.answers.turns.run(steps);
    return { answer: answerOf(question, await this.#linked(question, changes), next, more, horizon), next };
  }

  /** Returns what who begins now is answered: nothing, and a cursor behind which everything is told that comes. */
  begin = (question: Question, horizon: Horizon): ChangesAnswer =>
    answerOf(question, [], this.beginning(question, horizon), false, horizon);

  /** Returns the last changes of some days, newest first. */
  async recent(question: Question, { place }: Horizon): Promise<readonly Change[]> {
    return this.#linked(question, await this.#recent.of(question, place));
  }

  async #linked(question: Question, changes: readonly Unlinked[]): Promise<Change[]> {
    const linked: Change[] = [];
    for (const { place, on, ...change } of changes) {
      const answer = on === null ? null : await this.#link(change.measure as string, question, on, Number(change.position));
      linked.push({ cursor: writeCursor(cursorAt(place, question)), ...change, answer });
    }
    return linked;
  }

  /** Returns a link to the answer about a measure on a day, as the record stood, with its citation. */
  async #link(id: string, question: Question, on: string, position: number): Promise<string> {
    const { cite } = await this.answers.measure(id, { ...question, on, recordedAt: { position }, log: null, facts: null });
    return cite;
  }
}
