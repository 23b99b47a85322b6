import { type Question, sumUpTimeline } from '@in-force/answers';
import { addDays, dayAfter } from '@in-force/events';
import { Json } from './document.js';
import { changesFeed } from './feed.js';
import { forWhom, onWhat } from './headline.js';
import { alternatesOf } from './list-view.js';
import { listed } from './listed.js';
import type { Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { eventAddress, measureAddress, readQuestion } from './read-question.js';
import { readersIn } from './readers.js';
import { lookOf } from './status-mark.js';
import { TakeAway } from './take-away.js';
import { type Texts, useTexts } from './text.js';
import { type ChartProps, TimelineChart } from './timeline-chart.js';
import { type Mark, type Row, timelineMarks, timelineRows } from './timeline-rows.js';
import { EventTable, SpanRows } from './timeline-tables.js';

/** How many measures a picture holds; more are told in the table alone. */
const MOST_ROWS = 500;
/** How many spans are drawn before a script says which are in sight, and how many the table holds. */
const MOST_SPANS = 1000;
/** How many events a table shows at once. */
const MOST_EVENTS = 100;

const LANES = ['talks', 'statements', 'promises'] as const;

/** Shows what happened and what the calendar did: each measure’s life on one scale of days, beside what was said. */
export async function timeline(asking: Asking): Promise<View> {
  const { answers, texts, today } = asking;
  const { question: read, problems } = readQuestion(asking, 'timeline');
  const from = read.from ?? addDays(today, -900);
  const to = asking.query.to ? (read.to ?? today) : addDays(today, 120);
  const { answer } = await listed(asking, 'timeline', { ...read, from, to });
  const question: Question = { ...read, from, to, on: today, limit: Number.POSITIVE_INFINITY };
  const { readModel, turns } = answers;
  const rows = await turns.run(timelineRows(readModel, question));
  const { count, measures, last } = await turns.run(
    readModel.compute('timeline', question, (view) => sumUpTimeline(view, question, MOST_EVENTS)),
  );
  const sentence = texts.say('timeline.headline', {
    from: texts.day(from),
    to: texts.day(to),
    events: texts.count('timeline.events', count),
    measures: texts.count('timeline.measures', measures, { item: onWhat(texts, question), where: forWhom(texts, question) }),
  });
  const chart = rows.length <= MOST_ROWS ? await chartOf(asking, question, rows, [from, to]) : null;
  return {
    title: sentence,
    description: sentence,
    section: '/timeline',
    feed: changesFeed(question),
    status: problems.length > 0 ? 400 : 200,
    alternates: alternatesOf(answer, '/v1/timeline'),
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <Legend />
      </>
    ),
    bar: (
      <QuestionBar
        asking={asking}
        question={{ ...question, to }}
        problems={problems}
        readers={await readersIn(answers)}
        fields={['from', 'to', 'region', 'item', 'knownOn']}
      />
    ),
    body: (
      <>
        {chart ? (
          <figure class="timeline" data-island="timeline">
            <TimelineChart {...chart} />
          </figure>
        ) : (
          <p>{texts.count('timeline.tooMany', rows.length)}</p>
        )}
        {chart && <Json type="application/json" id="timeline-state" value={chart} />}
        <SpanRows rows={rows.slice(0, drawnOf(rows))} left={rows.length - drawnOf(rows)} on={today} asking={asking} open={chart === null} />
        <EventTable heading={texts.say('timeline.happened')} entries={last.toReversed()} left={count - MOST_EVENTS} asking={asking} />
        <TakeAway asking={asking} answer={answer} title={texts.say('nav./timeline')} path="/v1/timeline" command="timeline" table />
      </>
    ),
  };
}

/** Returns how many rows the server draws: all of them, or as many as hold so many spans. */
function drawnOf(rows: readonly Row[]): number {
  let spans = 0;
  const beyond = rows.findIndex((row) => (spans += row.spans.length) > MOST_SPANS);
  return beyond < 0 ? rows.length : beyond;
}

/** Returns what the picture is drawn from: all days in exact form, all texts in the language of the page. */
async function chartOf(asking: Asking, question: Question, rows: readonly Row[], domain: readonly [string, string]): Promise<ChartProps> {
  const { texts, today, query, answers } = asking;
  const marks = await answers.turns.run(timelineMarks(answers.readModel, question, rows));
  const place = new Map(rows.map(({ id }, at) => [id, at]));
  const first = rows.map(({ spans }) => spans[0]?.from ?? today).sort()[0] ?? today;
  return {
    rows: rows.map(({ id, title, issuer, spans, exact }, at) => ({
      id,
      title,
      href: measureAddress(id, today, query),
      head: rows[at - 1]?.issuer === issuer ? null : texts.place(issuer),
      bars: spans.map(({ from, through, status, byTerms }, nth) => ({
        from,
        to: through && dayAfter(through),
        look: lookOf(status),
        exact: exact || nth > 0,
        label: spanLabel(texts, from, through, status, byTerms),
      })),
    })),
    lanes: LANES.map((lane) => texts.say(`lane.${lane}`)),
    marks: marks.map((mark) => ({
      lane: LANES.indexOf(mark.lane),
      from: mark.from,
      to: dayAfter(mark.through),
      exact: mark.exact,
      label: markLabel(texts, mark),
      href: eventAddress(mark.event, query),
      kept: mark.kept && { on: mark.kept.on, row: place.get(mark.kept.measure) ?? 0 },
    })),
    drawn: drawnOf(rows),
    domain,
    whole: [addDays(first, -30), addDays(today, 365)],
    today,
    lang: texts.record.lang ?? null,
    labels: {
      earlier: texts.say('timeline.earlier'),
      later: texts.say('timeline.later'),
      closer: texts.say('timeline.closer'),
      wider: texts.say('timeline.wider'),
      all: texts.say('timeline.all'),
      keys: texts.say('timeline.keys'),
      picture: texts.say('timeline.picture'),
      months: texts.months.join(' '),
    },
  };
}

function spanLabel(
  texts: Texts,
  from: string,
  through: string | null,
  status: Row['spans'][number]['status'],
  byTerms: string | null,
): string {
  const days = through
    ? texts.say('days.span', { from: texts.day(from), through: texts.day(through) })
    : texts.say('days.since', { from: texts.day(from) });
  const terms = byTerms ? ` (${texts.say('life.byTerms', { status: texts.say(`status.${byTerms as 'suspended'}`) })})` : '';
  return `${texts.say(`status.${status}`)}${terms}, ${days}`;
}

const SHORT = 200;
const markLabel = (texts: Texts, { text, from }: Mark): string =>
  `${texts.day(from)}: ${text.length > SHORT ? `${text.slice(0, SHORT)} …` : text}`;

/** What the patterns mean. */
function Legend() {
  const texts = useTexts();
  return <p class="about">{texts.say('timeline.legend')}</p>;
}
