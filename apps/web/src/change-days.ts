import { type ControlsInForce, listStandings, type Question } from '@in-force/answers';
import type { ExactDay } from '@in-force/events';
import { gather, remember, type Steps, sorted, turningDays } from '@in-force/rules';
import { LRUCache } from 'lru-cache';

/** How many measures had which status from a day on. Frames are not counted: they bite through the others. */
export interface Tally {
  readonly on: ExactDay;
  readonly inForce: number;
  /** Of those in force: how many bind listed entities or uses only. */
  readonly limited: number;
  readonly suspended: number;
  readonly unconfirmed: number;
}

/** How many questions are kept counted, and on how many days at the most: those around the day asked about. */
const KEPT = 64;
const MOST_DAYS = 240;
const kept = new WeakMap<ControlsInForce, LRUCache<string, readonly Tally[]>>();

/** Finds the days on which the answer to a question changed, with the counts from each on, the oldest first. */
export function* changeDays(model: ControlsInForce, question: Question): Steps<readonly Tally[]> {
  const { region, item, knownOn, reading, issuer, kind } = question;
  const lives = yield* readLives(model, question);
  const days = around(lives.days, question.on);
  const key = JSON.stringify([model.positionOf(question), region, item, knownOn, reading, issuer, kind, days[0]]);
  const counted = remember(kept, model, () => new LRUCache<string, readonly Tally[]>({ max: KEPT }));
  const known = counted.get(key) ?? (yield* tallies(model, question, days, lives));
  counted.set(key, known);
  return known;
}

/** What is read of all measures at once: the days on which the answer may change, and which measures bind listed entities or uses only. */
interface Lives {
  readonly days: readonly ExactDay[];
  readonly limited: ReadonlySet<string>;
}

function* readLives(model: ControlsInForce, question: Question): Steps<Lives> {
  const view = model.viewAt(question);
  let begin: string | null = null;
  const turning = new Set<ExactDay>();
  const limited = new Set<string>();
  for (const id of view.record.measures()) {
    yield;
    const life = view.life(id);
    if (life === null) continue;
    const { data, publishedOn } = life.announced;
    for (const day of [data.firstDay ?? publishedOn, publishedOn]) if (begin === null || day < begin) begin = day;
    for (const day of turningDays(life, question.region)) turning.add(day);
    if (data.scope.limit !== undefined) limited.add(id);
  }
  return { days: sorted([...turning]).filter((day) => begin !== null && day >= begin), limited };
}

/** Returns as many of some days as are counted, as many before a day as after it. */
function around(days: readonly ExactDay[], on: ExactDay): readonly ExactDay[] {
  const first = days.filter((day) => day <= on).length - MOST_DAYS / 2;
  return days.slice(Math.max(0, Math.min(first, days.length - MOST_DAYS))).slice(0, MOST_DAYS);
}

function* tallies(model: ControlsInForce, question: Question, days: readonly ExactDay[], lives: Lives): Steps<readonly Tally[]> {
  const found: Tally[] = [];
  let before: readonly Standing[] = [];
  for (const on of days) {
    const { selected } = yield* listStandings(model, { ...question, at: null, on });
    if (!same(before, selected)) found.push(tallyOf(on, selected, lives.limited));
    before = selected;
    yield;
  }
  return found;
}

type Standings = ReturnType<typeof listStandings> extends Steps<infer Found> ? Found : never;
type Standing = Standings['selected'][number];

const same = (a: readonly Standing[], b: readonly Standing[]): boolean =>
  a.length === b.length && a.every(({ id, status }, at) => id === b[at]?.id && status === b[at]?.status);

/** Counts the whole answer to a question, whatever page of it is asked for. */
export function* tallyOn(model: ControlsInForce, question: Question): Steps<Tally & { readonly count: number }> {
  const view = model.viewAt(question);
  const { selected } = yield* listStandings(model, question);
  const limited = yield* gather(selected, ({ id }) => (view.life(id)?.announced.data.scope.limit === undefined ? [] : [id]));
  return { ...tallyOf(question.on, selected, new Set(limited)), count: selected.length };
}

function tallyOf(on: ExactDay, selected: readonly Standing[], limits: ReadonlySet<string>): Tally {
  const counted = selected.filter(({ frame }) => !frame);
  const of = (status: string) => counted.filter((one) => one.status === status);
  const limited = of('in-force').filter(({ id }) => limits.has(id));
  return {
    on,
    inForce: of('in-force').length,
    limited: limited.length,
    suspended: of('suspended').length,
    unconfirmed: of('unconfirmed').length,
  };
}

/** Returns which of some days is the last on or before a day; the first where it lies before them all. */
export const indexOn = (days: readonly Tally[], on: ExactDay): number =>
  Math.max(
    0,
    days.findLastIndex((day) => day.on <= on),
  );
