import { type ControlsInForce, listCommitments, listNegotiations, type Question } from '@in-force/answers';
import { compareIds, type Day, type ExactDay, lastDayOf } from '@in-force/events';
import { COMMITMENT_STATUSES, gather, is, isAskedAbout, type Steps, sortInSteps } from '@in-force/rules';
import { lifeSpans, type Span } from './life-spans.js';

/** A measure on the timeline. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly spans: readonly Span[];
  /** Whether its first day is known to the day. */
  readonly exact: boolean;
}

/** Something said or held on a lane: a round, a statement, a promise. */
export interface Mark {
  readonly id: string;
  readonly lane: 'talks' | 'statements' | 'promises';
  readonly from: ExactDay;
  readonly through: ExactDay;
  readonly exact: boolean;
  readonly text: string;
  /** Where it is told. */
  readonly event: string;
  /** The days on which a promise was kept, with the measure that shows it. */
  readonly kept: { readonly on: ExactDay; readonly measure: string } | null;
}

/** Finds the measures that pass the filters of a question, by issuer, each with its life. */
export function* timelineRows(model: ControlsInForce, question: Question): Steps<readonly Row[]> {
  const view = model.viewAt(question);
  yield* model.findGoods(view, question);
  const rows = yield* gather(view.record.measures(), (id): Row[] => {
    const life = view.life(id);
    if (!life) return [];
    const { title, issuer, firstDay } = life.announced.data;
    if (!isAskedAbout(question, life.announced.data)) return [];
    const spans = lifeSpans(view, id, question).filter(({ status }) => status !== 'not-applicable' && status !== 'not-known');
    return spans.length > 0 ? [{ id, title, issuer, spans, exact: isExact(firstDay ?? life.announced.publishedOn) }] : [];
  });
  return yield* sortInSteps(rows, (a, b) => (a.issuer === b.issuer ? compareIds(a.id, b.id) : a.issuer < b.issuer ? -1 : 1));
}

const isExact = (day: Day): boolean => lastDayOf(day) === day;

/** Finds what was held, said and promised about the measures that are shown, by day. */
export function* timelineMarks(model: ControlsInForce, question: Question, rows: readonly Row[]): Steps<readonly Mark[]> {
  const shown = new Set(rows.map(({ id }) => id));
  const whole = {
    ...question,
    party: null,
    measure: null,
    standing: COMMITMENT_STATUSES,
    limit: Number.POSITIVE_INFINITY,
    after: null,
    on: LAST,
  };
  const view = model.viewAt(question);
  const meets = (about: readonly string[]) => about.some((id) => shown.has(id));
  const talks = (yield* listNegotiations(view, whole)).entries.flatMap(({ rounds }) =>
    rounds.flatMap(({ id, event, title, from, through, standing }) =>
      standing === 'called-off' ? [] : [mark('talks', id, event, from, through, title)],
    ),
  );
  const said = (yield* gather(view.record.streams('statement'), (stream) => view.seen(stream).filter(is('statement.made'))))
    .filter(({ data }) => meets(data.about) || meets((data.readings ?? []).flatMap(({ measures }) => measures)))
    .map(({ id, publishedOn, data }) => mark('statements', id, id, publishedOn, publishedOn, `${data.speaker}: ${data.text}`));
  const promises = (yield* listCommitments(view, whole)).entries
    .filter(({ about }) => meets(about))
    .map(({ id, event, saidOn, party, text, fulfilled, about }) => {
      const measure = about.find((one) => shown.has(one));
      const kept = fulfilled && measure ? { on: lastDayOf(fulfilled.on), measure } : null;
      return { ...mark('promises', id, event, saidOn, saidOn, `${party}: ${text}`), kept };
    });
  return [...talks, ...said, ...promises].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

const LAST = '9998-12-31';

const mark = (lane: Mark['lane'], id: string, event: string, from: string, through: string, text: string): Mark => ({
  id,
  lane,
  event,
  from: lastDayOf(from),
  through: lastDayOf(through),
  exact: isExact(from),
  text,
  kept: null,
});
