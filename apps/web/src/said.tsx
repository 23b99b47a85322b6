import { lastDayOf } from '@in-force/events';
import { type Data, is, type RecordView, sourcesAt } from '@in-force/rules';
import { address } from './address.js';
import type { Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { eventAddress, measureAddress, readQuestion } from './read-question.js';
import { Quote, SourceList } from './source-links.js';
import { useTexts } from './text.js';

interface Said {
  readonly id: string;
  readonly on: string;
  readonly data: Data<'statement.made'>;
  readonly sources: ReturnType<typeof sourcesAt>['sources'];
}

/** Shows who said what, by day, the latest first; of one party or person where one is named. */
export function said(asking: Asking): View {
  const { answers, texts, query } = asking;
  const { person, ...rest } = query;
  const { question, problems } = readQuestion({ ...asking, query: rest }, 'readings');
  const all = statements(answers.readModel.viewAt(question), question.on);
  const shown = all.filter(({ data }) => (question.party === null || data.party === question.party) && (!person || who(data) === person));
  const speakers = [...new Set(all.map(({ data }) => who(data)))].sort();
  const parties = [...new Set(all.flatMap(({ data }) => data.party ?? []))].sort();
  const sentence = texts.say('said.headline', {
    day: texts.day(question.on),
    statements: texts.count('said.statements', shown.length),
    speakers: texts.count('said.speakers', new Set(shown.map(({ data }) => who(data))).size),
  });
  const link = (more: Record<string, string | null>) =>
    address('/said', { on: query.on, knownOn: query.knownOn, lang: query.lang, ...more });
  return {
    title: sentence,
    description: sentence,
    section: '/said',
    status: problems.length > 0 ? 400 : 200,
    lead: <h1 id="headline">{sentence}</h1>,
    bar: (
      <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['on', 'knownOn']}>
        <nav aria-label={texts.say('said.parties')}>
          <ul>
            <li>
              <a href={link({})}>{texts.say('said.everybody')}</a>
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
            {speakers.map((name) => (
              <li key={name}>
                <a href={link({ person: name })} aria-current={name === person ? 'true' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </details>
      </QuestionBar>
    ),
    body: (
      <ol class="history">
        {shown.map((one) => (
          <li key={one.id}>
            <Statement one={one} asking={asking} />
          </li>
        ))}
      </ol>
    ),
  };
}

const who = ({ person, speaker }: Said['data']): string => person ?? speaker;

function statements(view: RecordView, on: string): readonly Said[] {
  return view.record
    .streams('statement')
    .flatMap((stream) => view.seen(stream).filter(is('statement.made')))
    .filter(({ publishedOn }) => lastDayOf(publishedOn) <= on)
    .map((event) => ({ id: event.id, on: event.publishedOn, data: event.data, sources: sourcesAt(view, event).sources }))
    .sort((a, b) => (lastDayOf(a.on) > lastDayOf(b.on) ? -1 : 1));
}

function Statement({ one: { id, on, data, sources }, asking }: { readonly one: Said; readonly asking: Asking }) {
  const texts = useTexts();
  const [best] = sources;
  return (
    <>
      <p class="facts">
        <a href={eventAddress(id, asking.query)}>
          <time dateTime={on.replace('~', '')}>{texts.day(on)}</time>
        </a>{' '}
        ·{' '}
        <strong {...texts.record}>
          {data.person && !data.speaker.includes(data.person) ? `${data.person}, ${data.speaker}` : data.speaker}
        </strong>
        {data.party && <> · {texts.place(data.party)}</>}
      </p>
      <p {...texts.record}>{data.text}</p>
      <Quote source={best ?? null} />
      {(data.readings ?? []).map(({ measures, reads }) => (
        <p key={reads} class="beside">
          {texts.say('said.reads', { reading: texts.say(`status.${reads}`) })}{' '}
          {measures.map((measure, at) => (
            <span key={measure}>
              {at > 0 && ', '}
              <a href={measureAddress(measure, lastDayOf(on), asking.query)} {...texts.record}>
                {measure}
              </a>
            </span>
          ))}
        </p>
      ))}
      <SourceList sources={sources.slice(0, 2)} />
    </>
  );
}
