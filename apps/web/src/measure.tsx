import { listCommitments } from '@in-force/answers';
import { COMMITMENT_STATUSES } from '@in-force/rules';
import { address, carried } from './address.js';
import { AgeOfReading } from './age-of-reading.js';
import { bearingText } from './bearing.js';
import { beliefsOf } from './beliefs.js';
import { Contested } from './contested.js';
import { changesFeed } from './feed.js';
import { Flips } from './flips.js';
import { History } from './history.js';
import { LifeBar } from './life-bar.js';
import { lifeSpans } from './life-spans.js';
import { MeasureScope } from './measure-scope.js';
import { actNamed } from './names.js';
import type { Asking, ExplainPage, MeasurePage, View } from './page.js';
import { PromisesKept } from './promises-kept.js';
import { QuestionBar } from './question-bar.js';
import { actAddress, measureAddress, readQuestion } from './read-question.js';
import { readersIn } from './readers.js';
import { StatusMark } from './status-mark.js';
import { TakeAway } from './take-away.js';
import { useTexts } from './text.js';
import { TwoClocks } from './two-clocks.js';
import { Why } from './why.js';

/** Shows one measure under one question: what it does, its life, why it has its status, and how we know. */
export async function measure(asking: Asking): Promise<View> {
  const { answers, texts, id, query } = asking;
  const { question, problems } = readQuestion(asking, 'measure');
  const answer = await answers.measure(id, question);
  const explained = await answers.explain(id, question);
  const { readModel } = answers;
  const given = { ...question, measure: id, standing: COMMITMENT_STATUSES };
  const { entries: promises } = await answers.turns.run(readModel.compute('commitments', given, (view) => listCommitments(view, given)));
  const sentence = answer.explanation[0] ?? '';
  const hrefOn = (on: string) => measureAddress(id, on, query);
  return {
    title: sentence,
    description: answer.explanation.slice(0, 3).join(' '),
    section: '',
    feed: changesFeed(question, id),
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'application/json', href: answer.cite, title: 'JSON' }],
    data: legislation(answer),
    lead: <Lead asking={asking} answer={answer} explained={explained} sentence={sentence} />,
    bar: (
      <QuestionBar
        asking={asking}
        question={question}
        problems={problems}
        readers={await readersIn(answers)}
        fields={['on', 'region', 'item', 'knownOn', 'reading']}
      >
        <LifeBar spans={lifeSpans(readModel.viewAt(question), id, question)} on={question.on} today={asking.today} hrefOn={hrefOn} />
      </QuestionBar>
    ),
    body: (
      <>
        <Why asking={asking} answer={answer} explained={explained} question={question} />
        <TwoClocks beliefs={beliefsOf(readModel, id, question, asking.today)} asking={asking} on={question.on} />
        <Contested contested={answer.contested ?? []} />
        <PromisesKept promises={promises} asking={asking} on={question.on} />
        <Flips asking={asking} explained={explained} />
        <section>
          <h2>{texts.say('measure.checked')}</h2>
          <AgeOfReading answer={answer} />
          <p>{texts.say('measure.checked.about')}</p>
        </section>
        <MeasureScope answer={answer} />
        <History asking={asking} history={answer.history} because={answer.because} />
        <TakeAway asking={asking} answer={answer} path={`/v1/measures/${id}`} command={`why ${id}`} />
      </>
    ),
  };
}

interface LeadProps {
  readonly asking: Asking;
  readonly answer: MeasurePage;
  readonly explained: ExplainPage;
  readonly sentence: string;
}

/** What the measure is, and what it does, in two sentences. */
function Lead({ asking, answer, explained, sentence }: LeadProps) {
  const texts = useTexts();
  const { kind, issuer, instrument, status, readAs } = answer;
  const [scope] = explained.derivation;
  const act = answer.history.find((entry) => entry.instrument?.id === instrument)?.instrument;
  const bearing = bearingText(texts, answer);
  return (
    <>
      <p class="kicker">
        <StatusMark status={readAs ?? status} /> {texts.say(`status.${status}`)}
        {kind && <> · {texts.say(`kind.${kind}`)}</>}
        {issuer && <> · {texts.place(issuer)}</>}
        {act && (
          <>
            {' · '}
            <a href={actAddress(instrument, answer.asked.on, asking.query)} {...texts.record}>
              {actNamed(act)}
            </a>
            , {texts.day(act.day)}
          </>
        )}
      </p>
      <h1 id="headline" {...texts.record}>
        {sentence}
      </h1>
      {scope && (
        <p class="standfirst" {...texts.record}>
          {scope.text}
        </p>
      )}
      {bearing && <p>{bearing}</p>}
      <AgeOfReading answer={answer} />
      {status === 'not-known' && answer.title === null && (
        <p>
          <a href={address(`/measures/${answer.id}`, { ...carried(asking.query), knownOn: null, recordedAt: null })}>
            {texts.say('measure.everything')}
          </a>
        </p>
      )}
    </>
  );
}

function legislation({ id, title, issuer, firstDay, history }: MeasurePage): object {
  const [first] = history;
  return {
    '@context': 'https://schema.org',
    '@type': 'Legislation',
    legislationIdentifier: id,
    name: title ?? id,
    legislationJurisdiction: issuer ?? undefined,
    legislationDate: first?.publishedOn,
    legislationDateVersion: firstDay ?? undefined,
  };
}
