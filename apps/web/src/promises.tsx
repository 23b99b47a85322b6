import { commitments, type Question } from '@in-force/answers';
import { COMMITMENT_STATUSES } from '@in-force/rules';
import type { Asking, View } from './page.js';
import { PromiseEntry } from './promises-kept.js';
import { QuestionBar } from './question-bar.js';
import { readQuestion } from './read-question.js';

/** Promises in the order in which a reader asks about them: of which nobody knows, then open, then what came of the others. */
const GROUPS = ['unconfirmed', 'overdue', 'open', 'broken', 'fulfilled'] as const;

/** Shows what parties promised: how each word stands, how old it is, what came of it. */
export function promises(asking: Asking): View {
  const { answers, texts } = asking;
  const { question: read, problems } = readQuestion(asking, 'commitments');
  const question: Question = {
    ...read,
    standing: asking.query.status ? read.standing : COMMITMENT_STATUSES,
    limit: Number.POSITIVE_INFINITY,
  };
  const { entries } = answers.readModel.answer('commitments', question, (view) => commitments(view, question));
  const of = (standing: string) => entries.filter((entry) => entry.standing === standing);
  const values = Object.fromEntries(
    GROUPS.map((standing) => [standing, of(standing).length > 0 ? texts.number(of(standing).length) : texts.say('number.none')]),
  );
  const sentence = texts.say('promises.headline', { day: texts.day(question.on), all: texts.number(entries.length), ...values });
  return {
    title: sentence,
    description: sentence,
    section: '/promises',
    status: problems.length > 0 ? 400 : 200,
    alternates: [
      { type: 'application/json', href: `/v1/commitments?status=all&on=${question.on}`, title: 'JSON' },
      { type: 'text/csv', href: `/v1/commitments.csv?status=all&on=${question.on}`, title: 'CSV' },
    ],
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <p class="about">{texts.say('promises.words')}</p>
      </>
    ),
    bar: <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['on', 'knownOn']} />,
    body: GROUPS.filter((standing) => of(standing).length > 0).map((standing) => (
      <section key={standing}>
        <h2>
          {texts.say(`promises.${standing}`)} <span class="number">{of(standing).length}</span>
        </h2>
        <ol class="promises">
          {of(standing).map((promise) => (
            <li key={promise.id}>
              <PromiseEntry promise={promise} asking={asking} on={question.on} />
            </li>
          ))}
        </ol>
      </section>
    )),
  };
}
