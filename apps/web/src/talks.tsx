import { arrangements, type Question } from '@in-force/answers';
import { address } from './address.js';
import { listView } from './list-view.js';
import { listed, listedOne } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { eventAddress, readQuestion } from './read-question.js';
import { SourceList } from './source-links.js';
import { TakeAway } from './take-away.js';
import { type Texts, useTexts } from './text.js';

type Track = Lists['negotiations'];
type Round = Track['rounds'][number];

/** Shows the tracks of talks, each with its rounds. */
export async function talks(asking: Asking): Promise<View> {
  const { texts } = asking;
  const read = readQuestion(asking, 'negotiations');
  const { question } = read;
  const list = await listed(asking, 'negotiations', question);
  const deals = dealsOf(asking, question);
  const rounds = list.entries.reduce((sum, track) => sum + track.rounds.length, 0);
  return listView(asking, {
    sentence: texts.say('talks.headline', {
      day: texts.day(question.on),
      rounds: texts.count('talks.rounds', rounds),
      tracks: texts.count('talks.tracks', list.entries.length),
    }),
    section: '/talks',
    read,
    fields: ['on', 'party', 'measure', 'knownOn'],
    list,
    api: '/v1/negotiations',
    command: 'negotiations',
    cited: texts.say('nav./talks'),
    body: list.entries.map((track) => (
      <section key={track.id}>
        <h2>
          <a href={talksAddress(`/talks/${track.id}`, asking)} {...texts.record}>
            {track.title}
          </a>
        </h2>
        <TrackFacts track={track} />
        <Rounds asking={asking} deals={deals} rounds={track.rounds} />
      </section>
    )),
  });
}

const talksAddress = (path: string, { query: { on, knownOn, lang } }: Asking): string => address(path, { on, knownOn, lang });

/** Shows one track of talks. */
export async function track(asking: Asking): Promise<View> {
  const { texts, id } = asking;
  const { question, problems } = readQuestion(asking, 'negotiations');
  const found = await listedOne(asking, 'negotiations', question);
  const sentence = trackSentence(texts, found);
  return {
    title: sentence,
    description: `${sentence} ${found.subject}`,
    section: '/talks',
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'application/json', href: found.cite, title: 'JSON' }],
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <TrackFacts track={found} />
      </>
    ),
    bar: <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['on', 'knownOn']} />,
    body: (
      <>
        <Rounds asking={asking} deals={dealsOf(asking, question)} rounds={found.rounds} />
        <TakeAway asking={asking} answer={found} path={`/v1/negotiations/${id}`} command={null} />
      </>
    ),
  };
}

function trackSentence(texts: Texts, { title, rounds }: Track): string {
  const held = rounds.filter(({ standing }) => standing === 'held').length;
  return texts.say('talks.track', { title, rounds: texts.count('talks.held', held) });
}

function TrackFacts({ track: { parties, subject, concluded } }: { readonly track: Track }) {
  const texts = useTexts();
  return (
    <>
      <p class="facts">{texts.opening(texts.row(parties.map((party) => texts.placed(party))))}</p>
      <p {...texts.record}>{texts.opening(subject)}</p>
      {concluded && (
        <p>
          {texts.say('talks.concluded', { day: texts.day(concluded.on) })} <span {...texts.record}>{concluded.outcome}</span>
        </p>
      )}
    </>
  );
}

/** Returns the rounds at which something was promised, by id. */
function dealsOf({ answers: { readModel } }: Asking, question: Question): ReadonlySet<string> {
  const { entries } = arrangements(readModel.viewAt(question), { ...question, party: null, measure: null });
  return new Set(entries.map(({ id }) => id));
}

interface RoundsProps {
  readonly asking: Asking;
  /** The rounds at which something was promised. */
  readonly deals: ReadonlySet<string>;
  readonly rounds: readonly Round[];
}

/** Rounds of talks, the latest first: when, where, who, how they stand and what came of them. */
function Rounds({ asking, deals, rounds }: RoundsProps) {
  const texts = useTexts();
  return (
    <ol class="history">
      {rounds.toReversed().map(({ id, event, title, place, from, through, standing, persons, outcome, sources }) => (
        <li key={id}>
          <p class="facts">
            <strong>{texts.say(`round.${standing}`)}</strong> · {texts.days(from, through)}
            {place && (
              <>
                {' · '}
                <span {...texts.record}>{place}</span>
              </>
            )}
          </p>
          <p>
            <a href={eventAddress(event, asking.query)} {...texts.record}>
              {title}
            </a>
          </p>
          {persons.length > 0 && <p {...texts.record}>{persons.join('; ')}</p>}
          {outcome && <p {...texts.record}>{texts.opening(outcome)}</p>}
          {deals.has(id) && (
            <p>
              <a href={talksAddress(`/arrangements/${id}`, asking)}>{texts.say('talks.deal')}</a>
            </p>
          )}
          <SourceList sources={sources.slice(0, 2)} />
        </li>
      ))}
    </ol>
  );
}
