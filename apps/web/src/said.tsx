import { listStatements, type Question } from '@in-force/answers';
import { lastDayOf } from '@in-force/events';
import { address } from './address.js';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import { MeasureLinks } from './measure-links.js';
import { speakerInFull } from './names.js';
import type { Asking, View } from './page.js';
import { eventAddress, readQuestion } from './read-question.js';
import { SourceList } from './source-links.js';
import { type Texts, useTexts } from './text.js';

type Said = Lists['statements'];

/** Shows who said what, by day, the latest first: of one party or person, or about one thing, where one is named. */
export async function said(asking: Asking): Promise<View> {
  const read = readQuestion(asking, 'statements');
  const list = await listed(asking, 'statements', read.question);
  return listView(asking, {
    sentence: headline(asking.texts, read.question, list.entries),
    section: '/said',
    read,
    fields: ['from', 'to', 'person', 'about', 'knownOn'],
    beside: <Speakers asking={asking} question={read.question} all={await everybodys(asking, read.question)} />,
    list,
    api: '/v1/statements',
    command: 'statements',
    cited: asking.texts.say('nav./said'),
    body: (
      <ol class="history">
        {list.entries.toReversed().map((one) => (
          <li key={one.id} id={one.id}>
            <Statement one={one} asking={asking} />
          </li>
        ))}
      </ol>
    ),
  });
}

function headline(texts: Texts, { from, to, on, party, person, about }: Question, entries: readonly Said[]): string {
  const days = from
    ? texts.say('list.between', { from: texts.day(from), to: texts.day(to ?? on) })
    : texts.say('list.by', { day: texts.day(to ?? on) });
  const limits = [
    party && texts.say('said.of', { party: texts.placed(party) }),
    person && texts.say('said.person', { person }),
    about && texts.say('said.about', { about }),
  ];
  return texts.say('said.headline', {
    days: texts.opening(days),
    statements: texts.count('said.statements', entries.length, { limits: limits.filter(Boolean).join('') }),
    speakers: texts.count('said.speakers', new Set(entries.map(who)).size),
  });
}

const who = ({ person, speaker }: Said): string => person ?? speaker;

/** Returns what was said by whomever, about whatever. */
async function everybodys({ answers }: Asking, question: Question): Promise<readonly Said[]> {
  const whole = { ...question, party: null, person: null, about: null, after: null, limit: Number.POSITIVE_INFINITY };
  const all = answers.readModel.compute('statements', question, (view) => listStatements(view, whole));
  return (await answers.turns.run(all)).entries;
}

/** The parties and people who spoke, each a question. */
function Speakers({ asking, question, all }: { readonly asking: Asking; readonly question: Question; readonly all: readonly Said[] }) {
  const texts = useTexts();
  const { query } = asking;
  const parties = [...new Set(all.flatMap(({ party }) => party ?? []))].sort();
  const names = [...new Set(all.map(who))].sort();
  const link = (more: Record<string, string | null>) =>
    address('/said', { from: query.from, to: query.to, knownOn: query.knownOn, lang: query.lang, ...more });
  return (
    <>
      <nav aria-label={texts.say('said.parties')}>
        <ul>
          <li>
            <a href={link({})}>{texts.say('list.everybody')}</a>
          </li>
          {parties.map((party) => (
            <li key={party}>
              <a href={link({ party })} aria-current={party === question.party ? 'true' : undefined}>
                {texts.place(party)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <details>
        <summary>{texts.say('said.persons')}</summary>
        <ul class="columns" {...texts.record}>
          {names.map((name) => (
            <li key={name}>
              <a href={link({ person: name })} aria-current={name === question.person ? 'true' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Statement({ one, asking }: { readonly one: Said; readonly asking: Asking }) {
  const texts = useTexts();
  const { event, publishedOn, party, text, quotes, about, readings, sources } = one;
  const on = lastDayOf(publishedOn);
  return (
    <>
      <p class="facts">
        <a href={eventAddress(event, asking.query)}>
          <time dateTime={publishedOn.replace('~', '')}>{texts.day(publishedOn)}</time>
        </a>{' '}
        · <strong {...texts.record}>{speakerInFull(one)}</strong>
        {party && <> · {texts.place(party)}</>}
      </p>
      <p {...texts.record}>{text}</p>
      {quotes.map((quote) => (
        <blockquote key={quote.text} lang={quote.language} cite={quote.url ?? undefined}>
          <p>{quote.text}</p>
        </blockquote>
      ))}
      {readings.map(({ measures, reads }) => (
        <div key={reads} class="beside">
          {texts.say('said.reads', { reading: texts.say(`status.${reads}`) })} <MeasureLinks ids={measures} on={on} asking={asking} />
        </div>
      ))}
      {readings.length === 0 && about.length > 0 && (
        <div class="beside">
          {texts.say('said.speaksOf')} <MeasureLinks ids={about} on={on} asking={asking} />
        </div>
      )}
      <SourceList sources={sources.slice(0, 2)} />
    </>
  );
}
