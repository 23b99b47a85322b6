import { ColumnHeads } from './column-heads.js';
import { listedOne } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { PromiseEntry } from './promises-kept.js';
import { QuestionBar } from './question-bar.js';
import { measureAddress, readQuestion } from './read-question.js';
import { SourceList } from './source-links.js';
import { TakeAway } from './take-away.js';
import { useTexts } from './text.js';

type Deal = Lists['arrangements'];

/** Shows a round and what its parties promised there: who met, what each promised, which act kept it, before and after. */
export async function arrangement(asking: Asking): Promise<View> {
  const { texts, id } = asking;
  const { question, problems } = readQuestion(asking, 'arrangements');
  const deal = await listedOne(asking, 'arrangements', question);
  const kept = deal.commitments.filter(({ standing }) => standing === 'fulfilled').length;
  const sentence = texts.say('deal.headline', {
    title: deal.title,
    promises: texts.count('deal.promises', deal.commitments.length),
    kept: texts.count('deal.kept', kept),
  });
  return {
    title: sentence,
    description: [sentence, deal.outcome].filter(Boolean).join(' '),
    section: '/talks',
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'application/json', href: deal.cite, title: 'JSON' }],
    lead: (
      <>
        <p class="kicker">
          {texts.opening(texts.row(deal.parties.map((party) => texts.placed(party))))} · {texts.days(deal.from, deal.through)}
        </p>
        <h1 id="headline">{sentence}</h1>
        {deal.outcome && (
          <p class="standfirst" {...texts.record}>
            {texts.opening(deal.outcome)}
          </p>
        )}
        {deal.persons.length > 0 && <p {...texts.record}>{deal.persons.join('; ')}</p>}
        <SourceList sources={deal.sources.slice(0, 2)} />
      </>
    ),
    bar: <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['on', 'knownOn']} />,
    body: (
      <>
        <section>
          <h2>{texts.say('promised.head')}</h2>
          <ol class="promises">
            {deal.commitments.map((promise) => (
              <li key={promise.id} id={promise.id}>
                <PromiseEntry promise={promise} asking={asking} on={question.on} />
                <Touched asking={asking} touched={promise.touched} />
              </li>
            ))}
          </ol>
        </section>
        <TakeAway asking={asking} answer={deal} path={`/v1/arrangements/${id}`} command={`arrangements ${id}`} />
      </>
    ),
  };
}

/** Lists the measures that the act behind a promise touched, each with its status on the day before and on that day. */
function Touched({ asking, touched }: { readonly asking: Asking; readonly touched: Deal['commitments'][number]['touched'] }) {
  const texts = useTexts();
  if (touched.length === 0) return null;
  return (
    <div class="scroll">
      <table>
        <ColumnHeads of={['timeline.measure', 'life.from', 'deal.before', 'deal.after']} />
        <tbody>
          {touched.map(({ measure, title, from, before, after }) => (
            <tr key={measure}>
              <th scope="row">
                <a href={measureAddress(measure, from, asking.query)} {...texts.record}>
                  {title}
                </a>
              </th>
              <td class="day">{texts.day(from)}</td>
              <td>{texts.say(`status.${before}`)}</td>
              <td>{texts.say(`status.${after}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
