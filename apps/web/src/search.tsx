import { address } from './address.js';
import { alternatesOf } from './list-view.js';
import { type Listed, listed } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { readQuestion } from './read-question.js';
import { inShell, TakeAway } from './take-away.js';
import { type Texts, useTexts } from './text.js';

type Found = Lists['search'];

/** How many findings are shown where nothing else is asked. */
const MOST = '100';

/** Shows what in the record holds the words asked for, by what it is: measures first, sources last. */
export async function search(asking: Asking): Promise<View> {
  const { texts } = asking;
  const { question, problems } = readQuestion(asking, 'search', { limit: MOST });
  const { q } = question;
  const list = q === null ? null : await listed(asking, 'search', question);
  const sentence = list && q ? headline(texts, q, list) : texts.say('search.ask');
  return {
    title: sentence,
    description: [sentence, ...(list?.entries.slice(0, 3).map(({ title }) => title) ?? [])].join(' '),
    section: '/search',
    status: problems.length > 0 ? 400 : 200,
    alternates: list ? alternatesOf(list.answer, '/v1/search') : [],
    lead: <h1 id="headline">{sentence}</h1>,
    bar: <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['q', 'knownOn']} />,
    body: list && q && (
      <>
        {[...new Set(list.entries.map(({ type }) => type))].map((type) => (
          <FoundOf key={type} type={type} entries={list.entries.filter((one) => one.type === type)} asking={asking} />
        ))}
        <TakeAway
          asking={asking}
          answer={list.answer}
          title={texts.say('search.cited', { words: q })}
          path="/v1/search"
          command={`search ${inShell(q)}`}
          table
        />
      </>
    ),
  };
}

/** Returns how many entries hold some words; where more do than are shown, that they do. */
function headline(texts: Texts, words: string, { entries: { length }, next }: Listed<'search'>): string {
  return next === null
    ? texts.opening(texts.count('search.headline', length, { words }))
    : texts.say('search.more', { count: length, words });
}

interface FoundProps {
  readonly type: Found['type'];
  readonly entries: readonly Found[];
  readonly asking: Asking;
}

function FoundOf({ type, entries, asking }: FoundProps) {
  const texts = useTexts();
  return (
    <section>
      <h2>
        {texts.say(`found.${type}`)} <span class="number">{entries.length}</span>
      </h2>
      <ol class="history">
        {entries.map((found) => (
          <li key={found.id}>
            <h3>
              <a href={pageOf(found, asking.query)} {...texts.record}>
                {found.title}
              </a>
            </h3>
            {found.publishedOn && <p class="facts">{texts.day(found.publishedOn)}</p>}
            <p class="about" {...texts.record}>
              {found.snippet}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The views of what the API links to; what it has no view of stays where it is. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/measures\//, '/measures/'],
  [/^\/v1\/instruments\//, '/acts/'],
  [/^\/v1\/negotiations\//, '/talks/'],
  [/^\/v1\/arrangements\//, '/arrangements/'],
  [/^\/v1\/events\//, '/record/'],
];

function pageOf({ link }: Found, { lang, knownOn }: Asking['query']): string {
  const page = PAGES.find(([api]) => api.test(link));
  if (!page) return link;
  const [path = ''] = link.replace(...page).split('?', 1);
  return address(path, { lang, knownOn: path.startsWith('/record/') ? null : knownOn });
}
