import { type Question, search as searchFor } from '@in-force/answers';
import { address } from './address.js';
import type { Asking, View } from './page.js';
import { readQuestion } from './read-question.js';

type Found = ReturnType<typeof searchFor>['entries'][number];

/** Shows what in the record holds the words asked for: measures first, sources last. */
export function search(asking: Asking): View {
  const { answers, texts, query } = asking;
  const { question: read, problems } = readQuestion(asking, 'search');
  const question: Question = { ...read, limit: 100 };
  const entries = question.q === null ? [] : answers.readModel.answer('search', question, (view) => searchFor(view, question)).entries;
  const sentence =
    question.q === null ? texts.say('search.ask') : texts.opening(texts.count('search.headline', entries.length, { words: question.q }));
  return {
    title: sentence,
    description: sentence,
    section: '/search',
    status: problems.length > 0 ? 400 : 200,
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        {problems.map(({ pointer, detail }) => (
          <p key={pointer} class="problem" {...texts.record}>
            {detail}
          </p>
        ))}
      </>
    ),
    body: (
      <ol class="history">
        {entries.map((found) => (
          <li key={`${found.type} ${found.id}`}>
            <p class="facts">
              {texts.say(`found.${found.type}`)}
              {found.publishedOn && <> · {texts.day(found.publishedOn)}</>}
            </p>
            <p>
              <a href={pageOf(found, query)} {...texts.record}>
                {found.title}
              </a>
            </p>
            <p class="about" {...texts.record}>
              {found.snippet}
            </p>
          </li>
        ))}
      </ol>
    ),
  };
}

/** The views of what the API links to; what it has no view of stays where it is. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/measures\//, '/measures/'],
  [/^\/v1\/instruments\//, '/acts/'],
  [/^\/v1\/negotiations\//, '/talks/'],
  [/^\/v1\/events\//, '/record/'],
];

function pageOf({ link }: Found, { lang, knownOn }: Asking['query']): string {
  const page = PAGES.find(([api]) => api.test(link));
  if (!page) return link;
  const [path = ''] = link.replace(...page).split('?', 1);
  return address(path, { lang, knownOn: path.startsWith('/record/') ? null : knownOn });
}
