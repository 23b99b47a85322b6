import type { Question } from '@in-force/answers';
import { AgeOfReading } from './age-of-reading.js';
import { ControlLine } from './control-line.js';
import { forWhom, onWhat, tenseOn } from './headline.js';
import type { ActPage, Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { measureAddress, readQuestion } from './read-question.js';
import { readersIn } from './readers.js';
import { TakeAway } from './take-away.js';
import { type Texts, useTexts } from './text.js';
import { behind } from './told-sources.js';

/** Shows one act: the measures it made with their joint status, and those it touched. */
export async function act(asking: Asking): Promise<View> {
  const { answers, texts, id } = asking;
  const { question, problems } = readQuestion(asking, 'instrument');
  const answer = await answers.instrument(id, question);
  const sentence = actSentence(texts, answer, question, asking.today);
  const { readModel } = answers;
  const touched = (answer.touched ?? []).filter((measure) => !answer.measures.some((made) => made.id === measure));
  const view = readModel.viewAt(question);
  return {
    title: sentence,
    description: [sentence, ...answer.measures.map(({ title }) => title)].join(' '),
    section: '/acts',
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'application/json', href: answer.cite, title: 'JSON' }],
    data: legislation(answer),
    lead: (
      <>
        <Kicker answer={answer} />
        <h1 id="headline">{sentence}</h1>
        <AgeOfReading answer={answer} />
        {answer.address && (
          <p>
            <a href={answer.address} rel="noreferrer">
              {texts.say('source.address')}
            </a>
          </p>
        )}
      </>
    ),
    bar: (
      <QuestionBar
        asking={asking}
        question={question}
        problems={problems}
        readers={await readersIn(answers)}
        fields={['on', 'region', 'item', 'knownOn']}
      />
    ),
    body: (
      <>
        {answer.measures.length > 0 && (
          <section>
            <h2>
              {texts.say('act.made')} <span class="number">{answer.measures.length}</span>
            </h2>
            <ol class="controls">
              {answer.measures.map((control) => (
                <ControlLine
                  key={control.id}
                  line={{ control, ...behind(readModel, question, control) }}
                  asking={asking}
                  question={question}
                />
              ))}
            </ol>
          </section>
        )}
        {touched.length > 0 && (
          <section>
            <h2>
              {texts.say('act.touched')} <span class="number">{touched.length}</span>
            </h2>
            <ul>
              {touched.map((measure) => (
                <li key={measure}>
                  <a href={measureAddress(measure, question.on, asking.query)} {...texts.record}>
                    {view.life(measure)?.announced.data.title ?? measure}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <TakeAway asking={asking} answer={answer} path={`/v1/instruments/${id}`} command={`acts ${id}`} />
      </>
    ),
  };
}

/** The act in the words of schema.org. */
const legislation = ({ id, title, issuer, body, day, address }: ActPage): object => ({
  '@context': 'https://schema.org',
  '@type': 'Legislation',
  legislationIdentifier: id,
  name: title ?? id,
  legislationJurisdiction: issuer ?? undefined,
  legislationPassedBy: body ? { '@type': 'Organization', name: body } : undefined,
  legislationDate: day ?? undefined,
  sameAs: address ?? undefined,
});

/** Returns what an act is on a day, in one sentence. */
function actSentence(texts: Texts, { id, title, status }: ActPage, question: Question, today: string): string {
  const { on } = question;
  const values = { title: title ?? id, day: texts.day(on), where: forWhom(texts, question), item: onWhat(texts, question) };
  if (title === null) return texts.say('act.notKnown', values);
  if (status === null) return texts.say('act.noMeasure', values);
  return texts.say(`act.status.${tenseOn(on, today)}`, { ...values, status: texts.say(`status.${status}`) });
}

function Kicker({ answer: { issuer, body, day } }: { readonly answer: ActPage }) {
  const texts = useTexts();
  if (!issuer) return null;
  return (
    <p class="kicker">
      {texts.place(issuer)} · <span {...texts.record}>{body}</span>
      {day && <> · {texts.day(day)}</>}
    </p>
  );
}
