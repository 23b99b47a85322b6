import type { Control, Question } from '@in-force/answers';
import { gather } from '@in-force/rules';
import { AgeOfReading } from './age-of-reading.js';
import { changeDays, type Tally, tallyOn } from './change-days.js';
import { ControlLine, type Line } from './control-line.js';
import { changesFeed } from './feed.js';
import { Group, LeftOut } from './groups.js';
import { forWhom, headline, onWhat, tenseOn } from './headline.js';
import { Following } from './list-view.js';
import type { Asking, ControlsPage, View } from './page.js';
import { Promises } from './promises-ahead.js';
import { QuestionBar } from './question-bar.js';
import { ReadOtherwise } from './read-otherwise.js';
import { readQuestion, withoutOwn } from './read-question.js';
import { readersIn } from './readers.js';
import { ScrubberBox } from './scrubber-box.js';
import { TakeAway } from './take-away.js';
import { useTexts } from './text.js';
import { behind } from './told-sources.js';

/** How many controls a page holds: what follows stands on the next. */
const MOST_LINES = 100;

/** What is asked where nothing is: the European Union today. */
const DEFAULT = { region: 'EU' };

/** Shows what is in force, suspended, and unknown, for one question. */
export async function today(asking: Asking): Promise<View> {
  const { answers, texts, query } = asking;
  const plain = Object.keys(withoutOwn(query)).length === 0;
  const { question: read, problems } = readQuestion(asking, 'controls', plain ? DEFAULT : {});
  const { readModel, turns } = answers;
  const tally = await turns.run(tallyOn(readModel, read));
  const question = tally.count > MOST_LINES ? { ...read, limit: Math.min(read.limit, MOST_LINES) } : read;
  const answer = await answers.controls(question);
  const lines = await turns.run(gather(answer.controls, (control): Line[] => [{ control, ...behind(readModel, question, control) }]));
  const days = await turns.run(changeDays(readModel, question));
  const whole = answer.next === null && question.after === null;
  const sentence = headline(texts, question, whole ? tallyIn(lines, question.on) : tally, asking.today);
  const about = texts.say('today.kicker', { item: onWhat(texts, question), where: forWhom(texts, question) });
  const link = (type: string, suffix: string, title: string) => ({
    type,
    href: answer.cite.replace('/v1/controls', `/v1/controls${suffix}`),
    title,
  });
  return {
    title: sentence,
    description: describe(asking, answer, sentence),
    section: '/',
    feed: changesFeed(question),
    status: problems.length > 0 ? 400 : 200,
    alternates: [link('application/json', '', 'JSON'), link('text/csv', '.csv', 'CSV')],
    bar: (
      <QuestionBar
        asking={asking}
        question={question}
        problems={problems}
        readers={await readersIn(answers)}
        fields={['on', 'region', 'item', 'knownOn', 'reading']}
      >
        <ScrubberBox asking={asking} question={question} days={days} />
      </QuestionBar>
    ),
    lead: (
      <>
        <p class="kicker">{about}</p>
        <h1 id="headline">{sentence}</h1>
        <AgeOfReading answer={answer} />
        <Promises controls={answer.controls} asking={asking} />
        <ReadOtherwise controls={answer.controls} asking={asking} />
        <p id="last-asked" hidden data-asked={plain ? undefined : texts.say('today.asked', { about, day: texts.day(question.on) })}>
          {texts.say('today.lastAsked')} <a href="/">{about}</a>
        </p>
      </>
    ),
    data: webSite(asking),
    body: <TodayBody asking={asking} question={question} answer={answer} lines={lines} />,
  };
}

/** How the site is searched, in the words of schema.org. */
const webSite = ({ url }: Asking) => ({
  '@context': 'https://schema.org',
  '@type': 'WebSite',
  name: 'In Force',
  potentialAction: { '@type': 'SearchAction', target: `${url ?? ''}/search?q={words}`, 'query-input': 'required name=words' },
});

/** Counts what a list holds as the slider counts it. */
function tallyIn(lines: readonly Line[], on: string): Tally {
  const counted = lines.map(({ control }) => control).filter(({ frame }) => !frame);
  const inForce = counted.filter((control) => standing(control) === 'in-force');
  const of = (status: string) => counted.filter((control) => standing(control) === status).length;
  const limited = inForce.filter(isLimited).length;
  return { on, inForce: inForce.length, limited, suspended: of('suspended'), unconfirmed: of('unconfirmed') };
}

const standing = ({ status, readAs }: Control): string => readAs ?? status;
const isLimited = ({ coverage }: Control): boolean => coverage === 'entities' || coverage === 'end-uses';

function describe({ texts }: Asking, { controls, checkedThrough }: ControlsPage, sentence: string): string {
  const read = Object.entries(checkedThrough).map(([issuer, day]) =>
    texts.say(day ? 'age.short' : 'age.shortNever', { issuer: texts.placed(issuer), day: day ? texts.day(day) : '' }),
  );
  return [sentence, texts.say('today.lines', { count: controls.length }), ...read].join(' ');
}

interface BodyProps {
  readonly asking: Asking;
  readonly question: Question;
  readonly answer: ControlsPage;
  readonly lines: readonly Line[];
}

function TodayBody({ asking, question, answer, lines }: BodyProps) {
  const texts = useTexts();
  const of = (test: (line: Line) => boolean) => lines.filter((line) => !line.control.frame && test(line));
  const list = (some: readonly Line[]) => (
    <ol class="controls">
      {some.map((line) => (
        <ControlLine key={line.control.id} line={line} asking={asking} question={question} />
      ))}
    </ol>
  );
  const inForce = of(({ control }) => standing(control) === 'in-force');
  const [limited, whole] = [inForce.filter(({ control }) => isLimited(control)), inForce.filter(({ control }) => !isLimited(control))];
  const suspended = byEnd(of(({ control }) => standing(control) === 'suspended'));
  const unknown = of(({ control }) => standing(control) === 'unconfirmed');
  const others = of(({ control }) => !['in-force', 'suspended', 'unconfirmed'].includes(standing(control)));
  const frames = lines.filter(({ control }) => control.frame);
  return (
    <>
      <Group id="in-force" count={inForce.length} tense={tenseOn(question.on, asking.today)}>
        {whole.length > 0 && list(whole)}
        {limited.length > 0 && (
          <>
            <h3 class="under">{texts.say('today.limited')}</h3>
            {list(limited)}
          </>
        )}
      </Group>
      {suspended.length === 0 && <Group id="suspended" count={0} />}
      {suspended.map(([until, some]) => (
        <Group key={until} id="suspended" until={until} count={some.length}>
          {list(some)}
        </Group>
      ))}
      <Group id="unconfirmed" count={unknown.length}>
        {unknown.length > 0 && list(unknown)}
      </Group>
      {others.length > 0 && (
        <Group id="otherwise" count={others.length}>
          {list(others)}
        </Group>
      )}
      {frames.length > 0 && (
        <Group id="frames" count={frames.length}>
          {list(frames)}
        </Group>
      )}
      <LeftOut answer={answer} />
      <Following asking={asking} next={answer.next} />
      <TakeAway asking={asking} answer={answer} path="/v1/controls" command={`on ${question.on}`} table />
    </>
  );
}

/** Returns suspended measures by the last day of their suspension, those without one last. */
function byEnd(lines: readonly Line[]): (readonly [string | null, readonly Line[]])[] {
  const found = new Map<string | null, Line[]>();
  for (const line of lines) found.set(line.control.until, [...(found.get(line.control.until) ?? []), line]);
  return [...found].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
}
