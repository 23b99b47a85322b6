import { arrangements, negotiations, type Question, Unknown } from '@in-force/answers';
import { address } from './address.js';
import type { Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { eventAddress, readQuestion } from './read-question.js';
import { SourceList } from './source-links.js';
import { type Texts, useTexts } from './text.js';

type Track = ReturnType<typeof negotiations>['entries'][number];
type Round = Track['rounds'][number];

/** Shows the tracks of talks, each with its rounds. */
export function talks(asking: Asking): View {
  const { texts } = asking;
  const { question, problems, tracks } = read(asking);
  const rounds = tracks.reduce((sum, track) => sum + track.rounds.length, 0);
  const sentence = texts.say('talks.headline', {
    day: texts.day(question.on),
    rounds: texts.count('talks.rounds', rounds),
    tracks: texts.count('talks.tracks', tracks.length),
  });
  return {
    title: sentence,
    description: sentence,
    section: '/talks',
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'application/json', href: `/v1/negotiations?on=${question.on}`, title: 'JSON' }],
    lead: <h1 id="headline">{sentence}</h1>,
    bar: <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['on', 'knownOn']} />,
    body: tracks.map((track) => (
      <section key={track.id}>
        <h2>
          <a
            href={address(`/talks/${track.id}`, { on: asking.query.on, knownOn: asking.query.knownOn, lang: asking.query.lang })}
            {...texts.record}
          >
            {track.title}
          </a>
        </h2>
        <TrackFacts track={track} />
        <Rounds asking={asking} question={question} rounds={track.rounds} />
      </section>
    )),
  };
}

/** Shows one track of talks. */
export function track(asking: Asking): View {
  const { texts, id } = asking;
  const { question, problems, tracks } = read(asking);
  const found = tracks.find((one) => one.id === id);
  if (!found) throw new Unknown(`No talks "${id}" that are known at the clocks asked.`, tracks.map((one) => one.id).slice(0, 5));
  const sentence = trackSentence(texts, found);
  return {
    title: sentence,
    description: `${sentence} ${found.subject}`,
    section: '/talks',
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'application/json', href: `/v1/negotiations/${id}?on=${question.on}`, title: 'JSON' }],
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <TrackFacts track={found} />
      </>
    ),
    bar: <QuestionBar asking={asking} question={question} problems={problems} readers={[]} fields={['on', 'knownOn']} />,
    body: <Rounds asking={asking} question={question} rounds={found.rounds} />,
  };
}

function read(asking: Asking) {
  const { question: asked, problems } = readQuestion(asking, 'negotiations');
  const question: Question = { ...asked, limit: Number.POSITIVE_INFINITY };
  const { entries } = asking.answers.readModel.answer('negotiations', question, (view) => negotiations(view, question));
  return { question, problems, tracks: entries };
}

function trackSentence(texts: Texts, { title, rounds }: Track): string {
  const held = rounds.filter(({ standing }) => standing === 'held').length;
  return texts.say('talks.track', { title, rounds: texts.count('talks.held', held) });
}

function TrackFacts({ track: { parties, subject, concluded } }: { readonly track: Track }) {
  const texts = useTexts();
  return (
    <>
      <p class="facts">{texts.row(parties.map((party) => texts.place(party)))}</p>
      <p {...texts.record}>{subject}</p>
      {concluded && (
        <p>
          {texts.say('talks.concluded', { day: texts.day(concluded.on) })} <span {...texts.record}>{concluded.outcome}</span>
        </p>
      )}
    </>
  );
}

interface RoundsProps {
  readonly asking: Asking;
  readonly question: Question;
  readonly rounds: readonly Round[];
}

/** Rounds of talks, the latest first: when, where, who, how they stand and what came of them. */
function Rounds({ asking, question, rounds }: RoundsProps) {
  const texts = useTexts();
  const view = asking.answers.readModel.viewAt(question);
  const deals = new Set(arrangements(view, { ...question, party: null, measure: null }).entries.map(({ id }) => id));
  return (
    <ol class="history">
      {rounds.toReversed().map(({ id, event, title, place, from, through, standing, persons, outcome, sources }) => (
        <li key={id}>
          <p class="facts">
            <strong>{texts.say(`round.${standing}`)}</strong> · {texts.day(from)}
            {through !== from && <> – {texts.day(through)}</>}
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
          {outcome && <p {...texts.record}>{outcome}</p>}
          {deals.has(id) && (
            <p>
              <a href={address(`/arrangements/${id}`, { on: asking.query.on, knownOn: asking.query.knownOn, lang: asking.query.lang })}>
                {texts.say('talks.deal')}
              </a>
            </p>
          )}
          <SourceList sources={sources.slice(0, 2)} />
        </li>
      ))}
    </ol>
  );
}
