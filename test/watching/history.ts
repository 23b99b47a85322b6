import { type Control, ControlsInForce, control, parseWatched, type Question } from '@in-force/answers';
import { type Recorded, seatOf } from '@in-force/events';
import { finish, RecordView } from '@in-force/rules';
import { type Change, type Cursor, cursorAt, ORIGIN, Watching } from '@in-force/watching';
import { questionIn, type Random, worldOf } from '../kit/world.js';

/** How many milliseconds an append may stand behind the clock. */
export const BEHIND = 5_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A record in which everything happens that the language has, recorded in bursts, at midnights and days apart. */
export function historyOf(random: Random, seed: number): readonly Recorded[] {
  const { below, chance, pick } = random;
  const issuers = ['CN', 'US', 'EU', 'GB'];
  let moment = Date.parse('2014-03-01T00:00:00Z') + below(100) * DAY;
  let correlation = 0;
  return worldOf(seed, 2 + below(4), 6 + below(18)).map((event) => {
    const together = chance(0.4);
    if (!together) correlation = chance(0.1) ? correlation : correlation + 1;
    moment += together ? pick([0, 0, 1, 400, 4_999, 5_000, 5_001]) : pick([0, 1, 900, 30_000, HOUR, 9 * HOUR, DAY, 9 * DAY, 40 * DAY]);
    if (chance(0.3)) moment = Math.max(moment, midnightAfter(moment, pick(issuers)) + pick([-1, 0, 1, -4_000, 3_000]));
    return { ...event, correlation: `c${correlation}`, recordedAt: new Date(moment).toISOString() };
  });
}

const swedish = new Map<string, Intl.DateTimeFormat>();

/** The day that it is at a moment at the seat of an issuer, as a Swede writes it. */
export function dayIn(moment: number, issuer: string): string {
  const { zone } = seatOf(issuer);
  const format = swedish.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  swedish.set(zone, format);
  return format.format(moment);
}

const QUARTER = 900_000;

/** The first moment of the day after, found a quarter of an hour at a time. */
export function midnightAfter(moment: number, issuer: string): number {
  const today = dayIn(moment, issuer);
  let at = Math.floor(moment / QUARTER) * QUARTER;
  while (dayIn(at, issuer) === today) at += dayIn(at + 3 * HOUR, issuer) === today ? 3 * HOUR : QUARTER;
  return at;
}

/** A question about today, of which the changes may be told. */
export function watchedIn(random: Random, more: Readonly<Record<string, string>> = {}): Question {
  const { on: _, knownOn: __, recordedAt: ___, region, item, ...others } = questionIn(random, 1);
  const asked = { ...others, ...(region && random.chance(0.5) && { region }), ...(item && random.chance(0.6) && { item }) };
  const status = random.chance(0.2) ? 'in-force,suspended,unconfirmed' : 'all';
  return parseWatched({ ...asked, status, ...more }, '2026-11-23T12:00:00.000Z');
}

/** What was made of some events. */
export function modelOf(events: readonly Recorded[]): ControlsInForce {
  const model = new ControlsInForce();
  for (const event of events) model.apply(event);
  return model;
}

const begin = (question: Question): Cursor => cursorAt(ORIGIN, { ...question, lead: [], words: false });

/** Reads a list of changes part by part to its end. */
export function readAll(watching: Watching, question: Question, readTo: number, from = begin(question), limit = 1_000) {
  const changes: Change[] = [];
  const settled = watching.settled(readTo);
  for (let next = from; ; ) {
    const part = finish(watching.after(question, next, settled, limit));
    changes.push(...part.changes);
    next = part.next;
    if (!part.more) return { changes, next };
  }
}

export type Answer = ReadonlyMap<string, object>;

/** What a change leaves out of a control. */
const factsOf = ({ id: _, because: __, asScheduled: ___, ...facts }: Control): object => facts;

/** The answer about today, each measure judged by itself: what was recorded by a position, on the day that `today` gives its issuer. */
export function answerOf(model: ControlsInForce, question: Question, position: number, today: (issuer: string) => string): Answer {
  const view = new RecordView(model.events, { position, knownOn: null });
  const answer = new Map<string, object>();
  for (const id of model.events.measures()) {
    const announced = view.life(id)?.announced.data;
    if (question.measure !== null && question.measure !== id) continue;
    if (question.issuer !== null && !(announced && question.issuer.includes(announced.issuer))) continue;
    if (question.kind !== null && !(announced && question.kind.includes(announced.kind))) continue;
    const judged = control(view, id, { ...question, on: today(announced?.issuer ?? 'world') }).control;
    if ((question.status as readonly string[]).includes(judged.readAs ?? judged.status)) answer.set(id, factsOf(judged));
  }
  return answer;
}

/** Replays changes over an answer. */
export function replay(changes: readonly Change[], over: Answer = new Map()): Answer {
  const answer = new Map(over);
  for (const { measure, before, after, cause } of changes) {
    if (cause === 'ahead' || measure === null) continue;
    if (after === null) answer.delete(measure);
    else if (before === null) answer.set(measure, after);
    else answer.set(measure, { ...answer.get(measure), ...after });
  }
  return answer;
}

export const sortedAnswer = (answer: Answer): object => Object.fromEntries([...answer].sort(([a], [b]) => (a < b ? -1 : 1)));
