import { type ControlsInForce, findStandings, type Question } from '@in-force/answers';
import type { ExactDay } from '@in-force/events';
import { remember, sorted, turningDays } from '@in-force/rules';
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

/** How many questions are kept counted. */
const KEPT = 64;
const kept = new WeakMap<ControlsInForce, LRUCache<string, readonly Tally[]>>();

/** Returns the days on which the answer to a question changed, with the counts from each on, the oldest first. */
export function changeDays(model: ControlsInForce, question: Question): readonly Tally[] {
  const { region, item, knownOn, reading, issuer, kind } = question;
  const key = JSON.stringify([model.positionOf(question), region, item, knownOn, reading, issuer, kind]);
  const counted = remember(kept, model, () => new LRUCache<string, readonly Tally[]>({ max: KEPT }));
  return remember(counted, key, () => tallies(model, question));
}

function tallies(model: ControlsInForce, question: Question): Tally[] {
  const view = model.viewAt(question);
  const lives = view.record.measures().flatMap((id) => view.life(id) ?? []);
  const begin = lives.map(({ announced }) => first(announced.data.firstDay ?? announced.publishedOn, announced.publishedOn)).sort()[0];
  if (begin === undefined) return [];
  const days = sorted(lives.flatMap((life) => turningDays(life, question.region))).filter((day) => day >= begin);
  const found: Tally[] = [];
  let before = '';
  for (const on of days) {
    const { selected } = findStandings(model, { ...question, on, limit: Number.POSITIVE_INFINITY, after: null });
    const state = selected.map(({ id, status }) => `${id} ${status}`).join();
    if (state !== before) found.push(tallyOf(model, question, on, selected));
    before = state;
  }
  return found;
}

const first = (a: string, b: string): string => (a < b ? a : b);

function tallyOf(
  model: ControlsInForce,
  question: Question,
  on: ExactDay,
  selected: readonly { readonly id: string; readonly status: string }[],
): Tally {
  const view = model.viewAt(question);
  const counted = selected.filter(({ id }) => !view.isFrame(id, on));
  const of = (status: string) => counted.filter((one) => one.status === status);
  const limited = of('in-force').filter(({ id }) => view.life(id)?.announced.data.scope.limit !== undefined);
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
