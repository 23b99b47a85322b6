import type { Question } from '@in-force/answers';
import type { MeasureId, Recorded } from '@in-force/events';
import { dayAt, gather, type RecordView, type Steps } from '@in-force/rules';
import { aheadOf, dateOf, datesNear } from './ahead.js';
import { namesDay } from './behind.js';
import { type Change, changeOf, eventsBehind } from './change.js';
import { type Cursor, cursorAt } from './cursor.js';
import { isAsked, isBeside, issuerOf, type Judged, judgeAt, type Side } from './judged.js';
import { comparePlaces, endOfBeginning, endOfRun, keyOf, ORDER, ORIGIN, type Place, sortByPlace } from './place.js';
import type { Reading } from './reading.js';
import { positionAt, type Run } from './runs.js';
import { type DayStep, dayStepsIn } from './steps.js';
import { touchedFor } from './touched.js';
import { nearWords, type WordsAhead, wordsNear } from './words-ahead.js';

/** A part of a list of changes. */
export interface Changes {
  readonly changes: readonly Change[];
  /** Where to go on. */
  readonly next: Cursor;
  /** Whether there is more to be had at once. */
  readonly more: boolean;
}

/** Where words stand that are told beside measures: after every issuer. */
const WORDS = '~';
/** After all that is told of one measure at once. */
const LAST_PART = 0xffff;

/** A list of changes while it is made. */
export class List {
  readonly #changes: Change[] = [];
  #place: Place;

  constructor(
    private readonly reading: Reading,
    private readonly question: Question,
    private readonly after: Place,
    private readonly limit: number,
  ) {
    this.#place = after;
  }

  get #full(): boolean {
    return this.#changes.length >= this.limit;
  }

  /** Adds a change, unless it lies before the cursor; the limit may be reached in the middle of a step. */
  #add(change: Change | null): void {
    if (change === null || this.#full || comparePlaces(change.place, this.after) <= 0) return;
    this.#changes.push(change);
    this.#place = change.place;
  }

  #addWords = (change: WordsAhead, place: Place) => this.#add({ ...change, place, at: new Date(place.at).toISOString() });

  /** Goes on after a place where everything is told. */
  #pass(place: Place): void {
    if (!this.#full && comparePlaces(place, this.#place) > 0) this.#place = place;
  }

  /** Returns whether all that is told of a measure at a place lies before the cursor. */
  #isTold = (place: Place): boolean => comparePlaces({ ...place, part: LAST_PART }, this.after) <= 0;

  /** Tells what is near where somebody begins: of each date by the time ahead that has passed last. */
  *begin(): Steps<void> {
    const base: Place = { ...this.after, beginning: null };
    const view = this.reading.viewAt(positionAt(this.reading.model, base));
    const { question } = this;
    const moment = base.order === ORDER.end ? base.at : Math.max(0, base.at - 1);
    const placed = yield* gather(view.record.measures(), (id) =>
      isAsked(view, id, question) ? [{ id, issuer: issuerOf(view, id) ?? 'world', key: keyOf(id) }] : [],
    );
    const order = (issuer: string, key: string, part: number): Place => ({ ...base, beginning: { issuer, key, part } });
    for (const { id, issuer, key } of yield* sortByPlace(placed, ({ issuer, key }) => order(issuer, key, 0))) {
      if (this.#full) return;
      for (const [at, near] of datesNear(view, id, question, dayAt(moment, issuer)).entries())
        this.#add(aheadOf(view, id, question, near, order(issuer, key, at + 1)));
      yield;
    }
    for (const [at, change] of wordsNear(view, this.reading.days, question, moment).entries())
      this.#addWords(change, order(WORDS, '', at + 1));
    this.#pass(endOfBeginning(base));
  }

  /** Goes from step to step, up to a place at which the list is whole. */
  *go(settled: Place): Steps<Changes> {
    let position = this.#start();
    let from = this.after.at;
    let done = false;
    while (!this.#full && !done) {
      yield;
      const run = yield* this.reading.runAfter(position);
      const whole = run !== null && comparePlaces(endOfRun(run.at, run.through), settled) <= 0;
      const through = whole ? run.at - 1 : settled.order === ORDER.end ? settled.at : settled.at - 1;
      for (const step of yield* dayStepsIn(this.reading.days, { view: this.reading.viewAt(position), from, through }, this.question)) {
        if (this.#full) break;
        this.#day(step);
        yield;
      }
      if (!whole || this.#full) {
        done = !whole && !this.#full;
        break;
      }
      yield* this.#run(run);
      position = run.through;
      from = run.at;
    }
    if (done) this.#pass(settled);
    return { changes: this.#changes, next: cursorAt(this.#place, this.question), more: !done };
  }

  /** Returns the position at which the first step begins that may hold anything after the cursor. */
  #start(): number {
    const {
      after,
      reading: { model },
    } = this;
    const position = positionAt(model, after);
    if (after.order !== ORDER.recorded || position === 0 || comparePlaces(after, endOfRun(after.at, position)) >= 0) return position;
    return positionAt(model, { ...ORIGIN, position: position - 1 });
  }

  /** Tells what a day brings to a measure, or to words. */
  #day({ place, id, stream, turns, near }: DayStep): void {
    const { question } = this;
    const view = this.reading.viewAt(place.position);
    if (stream !== null) {
      for (const { due, lead } of near)
        for (const [at, change] of nearWords(view, question, stream, due, lead).entries())
          this.#addWords(change, { ...place, part: partOf(question, lead) + at });
      return;
    }
    if (id === null || !isAsked(view, id, question)) return;
    if (turns) this.#compare(id, { view, at: place.at - 1 }, { view, at: place.at }, place, null);
    for (const { due, lead } of near) {
      const entry = dateOf(view, id, question, due);
      if (entry) this.#add(aheadOf(view, id, question, { entry, due, lead }, { ...place, part: partOf(question, lead) }));
    }
    this.#pass({ ...place, part: LAST_PART });
  }

  /** Tells what events recorded together change, and which dates they bring near. */
  *#run(run: Run): Steps<void> {
    const { question, reading } = this;
    const happened = yield* reading.happened(run);
    const { before, after, at, events } = happened;
    // The day that begins at this very moment comes after what was recorded.
    const sides = [before, after].map((view): Side => ({ view, at: at - 1 })) as [Side, Side];
    for (const { id, place } of yield* touchedFor(reading.model, happened, question)) {
      if (this.#full) return;
      yield;
      if (this.#isTold(place) || !(isAsked(before, id, question) || isAsked(after, id, question))) continue;
      this.#compare(id, ...sides, place, events);
      this.#near(before, after, id, at - 1, place);
    }
    if (question.words)
      for (const [index, change] of wordsNear(after, reading.days, question, at - 1, before, events).entries())
        this.#addWords(change, { ...ORIGIN, at, position: run.through, issuer: WORDS, part: index + 1 });
    this.#pass(endOfRun(at, run.through));
  }

  /** Tells the change between two sides of a measure, made by events or by a day; what follows from others alone only where it is asked for. */
  #compare(id: MeasureId, was: Side, is: Side, place: Place, run: readonly Recorded[] | null): void {
    const { question } = this;
    if (isBeside(was, id, question) && isBeside(is, id, question)) return;
    const [before, after] = [judgeAt(was, id, question), judgeAt(is, id, question)];
    const { view } = is;
    const change = changeOf(before, after, { view, question, place, run, whole: false });
    if (change === null) return;
    if (question.frames || !bearsThroughOthers(before, after)) {
      this.#add(change);
      return;
    }
    const own = run === null ? namesDay(view, after.id, after.on, question) : eventsBehind(before, after, view, run).length > 0;
    if (own) this.#add(changeOf(before, after, { view, question, place, run, whole: true }));
  }

  /** Tells the dates of a measure that events brought near: they were not, or not so near, before. */
  #near(before: RecordView, after: RecordView, id: MeasureId, moment: number, place: Place): void {
    const { question } = this;
    if (question.lead.length === 0) return;
    const on = (view: RecordView) => datesNear(view, id, question, dayAt(moment, issuerOf(view, id) ?? 'world'));
    const known = new Set(on(before).map(({ entry: { what }, due, lead }) => `${what} ${due} ${lead}`));
    const news = on(after).filter(({ entry: { what }, due, lead }) => !known.has(`${what} ${due} ${lead}`));
    for (const [at, near] of news.entries()) this.#add(aheadOf(after, id, question, near, { ...place, part: at + 1 }));
  }
}

/** Returns which part of what a day brings a time ahead tells: the same whatever other days are named. */
const partOf = ({ lead }: Question, days: number): number => 1 + 100 * lead.indexOf(days);

/** Returns whether a measure bears on what is asked through others, on either side. */
const bearsThroughOthers = (before: Judged, after: Judged): boolean => before.control.via !== null || after.control.via !== null;
