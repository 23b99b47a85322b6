import type { ComponentChildren } from 'preact';
import { address } from './address.js';
import { type Feed, recordFeed } from './feed.js';
import type { Listed } from './listed.js';
import type { ListName } from './lists.js';
import type { Asking, Sealed, View } from './page.js';
import { type Field, QuestionBar } from './question-bar.js';
import type { Read } from './read-question.js';
import { TakeAway } from './take-away.js';
import { useTexts } from './text.js';

interface ListParts {
  /** The answer in one sentence. */
  readonly sentence: string;
  /** What is said beneath it. */
  readonly about?: string;
  readonly section: string;
  readonly feed?: Feed;
  readonly read: Read;
  readonly fields: readonly Field[];
  /** What stands in the question bar beside the fields. */
  readonly beside?: ComponentChildren;
  readonly list: Pick<Listed<ListName>, 'answer' | 'next'>;
  /** The address of the list in the API, its command in the terminal, and what a citation calls it. */
  readonly api: string;
  readonly command: string;
  readonly cited: string;
  readonly body: ComponentChildren;
}

/** Returns the view of a list of the record: the answer, the question, the entries, and how to take them away. */
export function listView(asking: Asking, parts: ListParts): View {
  const { sentence, about, section, feed = recordFeed(), read, fields, beside, list, api, command, cited, body } = parts;
  const { question, problems } = read;
  return {
    title: sentence,
    description: about ? `${sentence} ${about}` : sentence,
    section,
    feed,
    status: problems.length > 0 ? 400 : 200,
    alternates: alternatesOf(list.answer, api),
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        {about && <p class="about">{about}</p>}
      </>
    ),
    bar: (
      <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={fields}>
        {beside}
      </QuestionBar>
    ),
    body: (
      <>
        {body}
        <Following asking={asking} next={list.next} />
        <TakeAway asking={asking} answer={list.answer} title={cited} path={api} command={command} table />
      </>
    ),
  };
}

/** Returns the links of an answer to itself as data and as a table. */
export const alternatesOf = ({ cite }: Sealed, path: string): NonNullable<View['alternates']> => [
  { type: 'application/json', href: cite, title: 'JSON' },
  { type: 'text/csv', href: cite.replace(path, `${path}.csv`), title: 'CSV' },
];

/** A link to the page that follows, at the same position. */
export function Following({ asking: { path, query }, next }: { readonly asking: Asking; readonly next: string | null }) {
  const texts = useTexts();
  if (next === null) return null;
  const given = new URLSearchParams(next.slice(next.indexOf('?')));
  const href = address(path, { ...query, after: given.get('after'), recordedAt: given.get('recordedAt') });
  return (
    <p>
      <a rel="next" href={href}>
        {texts.say('list.next')}
      </a>
    </p>
  );
}
