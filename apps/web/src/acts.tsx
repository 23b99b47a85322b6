import type { Question } from '@in-force/answers';
import { lastDayOf } from '@in-force/events';
import { address } from './address.js';
import { recordFeed } from './feed.js';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import { MeasureLinks } from './measure-links.js';
import { actNamed } from './names.js';
import type { Asking, View } from './page.js';
import { actAddress, readQuestion } from './read-question.js';
import { SourceList } from './source-links.js';
import { type Texts, useTexts } from './text.js';

type Act = Lists['instruments'];

/** Shows the acts that are recorded, the latest first: of some issuers or on one measure, where asked. */
export async function acts(asking: Asking): Promise<View> {
  const { texts } = asking;
  const read = readQuestion(asking, 'instruments');
  const list = await listed(asking, 'instruments', read.question);
  return listView(asking, {
    sentence: headline(texts, read.question, list.entries),
    about: texts.say('acts.about'),
    section: '/acts',
    feed: recordFeed(read.question.issuer?.length === 1 ? read.question.issuer[0] : null),
    read,
    fields: ['from', 'to', 'issuer', 'measure', 'knownOn'],
    beside: <Issuers asking={asking} question={read.question} entries={list.entries} />,
    list,
    api: '/v1/instruments',
    command: 'acts',
    cited: texts.say('nav./acts'),
    body: (
      <ol class="history">
        {list.entries.toReversed().map((one) => (
          <li key={one.id} id={one.id}>
            <ListedAct act={one} asking={asking} />
          </li>
        ))}
      </ol>
    ),
  });
}

function headline(texts: Texts, { from, to, on, issuer }: Question, entries: readonly Act[]): string {
  const through = texts.day(to ?? on);
  const days = from ? texts.say('list.between', { from: texts.day(from), to: through }) : texts.say('list.by', { day: through });
  const of = issuer ? texts.say('list.of', { who: texts.row(issuer.map((code) => texts.placed(code))) }) : '';
  return texts.count('acts.headline', entries.length, { days, of });
}

interface IssuersProps {
  readonly asking: Asking;
  readonly question: Question;
  readonly entries: readonly Act[];
}

/** The issuers of the acts that are shown, each a question. */
function Issuers({ asking: { query }, question, entries }: IssuersProps) {
  const texts = useTexts();
  const issuers = [...new Set([...entries.map(({ issuer }) => issuer), ...(question.issuer ?? [])])].sort();
  const link = (issuer: string | null) => address('/acts', { ...query, issuer });
  return (
    <nav aria-label={texts.say('acts.issuers')}>
      <ul>
        <li>
          <a href={link(null)}>{texts.say('list.everybody')}</a>
        </li>
        {issuers.map((code) => (
          <li key={code}>
            <a href={link(code)} aria-current={question.issuer?.includes(code) ? 'true' : undefined}>
              {texts.place(code)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** An act by name, number and day: the measures that it made, then those that it changed. */
function ListedAct({ act, asking }: { readonly act: Act; readonly asking: Asking }) {
  const texts = useTexts();
  const { id, issuer, body, number, day, title, made, touched, sources } = act;
  const on = lastDayOf(day);
  const changed = touched.filter((one) => !made.includes(one));
  return (
    <>
      <p class="facts">
        <time dateTime={day.replace('~', '')}>{texts.day(day)}</time> · {texts.place(issuer)} · <span {...texts.record}>{body}</span>
      </p>
      <h2 class="entry">
        <a href={actAddress(id, on, asking.query)} {...texts.record}>
          {actNamed({ title, number })}
        </a>
      </h2>
      {made.length > 0 && (
        <div class="beside">
          {texts.say('acts.made')} <MeasureLinks ids={made} on={on} asking={asking} />
        </div>
      )}
      {changed.length > 0 && (
        <div class="beside">
          {texts.say('acts.changed')} <MeasureLinks ids={changed} on={on} asking={asking} />
        </div>
      )}
      <SourceList sources={sources.slice(0, 1)} />
    </>
  );
}
