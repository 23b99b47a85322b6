import { happened, Unknown } from '@in-force/answers';
import { idOf, isMending, type Recorded } from '@in-force/events';
import { measuresTouchedBy, type Seen, sourcesAt } from '@in-force/rules';
import { address } from './address.js';
import type { Asking, View } from './page.js';
import { eventAddress, measureAddress } from './read-question.js';
import { RecordTable } from './record.js';
import { SourcesInFull } from './source-links.js';
import { AskedElsewhere } from './take-away.js';
import { useTexts } from './text.js';

/** Shows one event as it was recorded: what it says, what it came from and led to, what mended it, and its proof. */
export function event(asking: Asking): View {
  const { answers, texts, id } = asking;
  const { readModel } = answers;
  const position = readModel.positionOfEvent(id);
  if (position === undefined) throw new Unknown(`No event "${id}" in this log.`);
  const found = readModel.eventAt(position);
  const seen = { ...found, correctedBy: [] };
  const sentence = titleOf(asking, seen);
  const stream = readModel.events.stream(found.stream);
  const mending = stream.filter((other) => isMending(other) && other.data.event === id);
  const together = [...togetherWith(asking, found)];
  return {
    title: sentence,
    description: sentence,
    section: '/record',
    alternates: [{ type: 'application/json', href: `/v1/events/${id}`, title: 'JSON' }],
    lead: (
      <>
        <p class="kicker">
          {texts.say('record.kicker', { position, type: texts.say(`event.${found.type}`) })} · {texts.day(found.publishedOn)}
        </p>
        <h1 id="headline">{sentence}</h1>
        {found.summary && <p {...texts.record}>{happened(seen)}</p>}
      </>
    ),
    body: (
      <>
        {mending.length > 0 && (
          <section>
            <h2>{texts.say('record.mended')}</h2>
            <RecordTable events={mending} asking={asking} />
          </section>
        )}
        <Facts found={found} asking={asking} />
        <section>
          <h2>{texts.say('record.sources')}</h2>
          <SourcesInFull sources={sourcesAt(readModel.viewAt(WHOLE), seen).sources} />
        </section>
        <section>
          <h2>{texts.say('history.raw')}</h2>
          <pre>{JSON.stringify(found, null, 2)}</pre>
        </section>
        <AskedElsewhere base={asking.base} path={`/v1/events/${id}`} plain="" command={null} />
        {together.length > 0 && (
          <section>
            <h2>{texts.say('record.together')}</h2>
            <RecordTable events={together} asking={asking} />
          </section>
        )}
      </>
    ),
  };
}

/** The clocks at which everything is seen. */
const WHOLE = { recordedAt: null, knownOn: null };

/** Returns what an event says, with the name of the measure that it is on. */
function titleOf({ answers: { readModel }, texts }: Asking, seen: Seen): string {
  const { position, stream } = seen;
  const subject = stream.startsWith('measure-') && readModel.viewAt(WHOLE).life(idOf(stream))?.announced.data.title;
  const text = seen.summary ?? happened(seen);
  return subject
    ? texts.say('record.title.of', { position, subject: `“${subject}”`, text })
    : texts.say('record.title', { position, text });
}

/** How far around an event those are looked for that were recorded with it. */
const NEAR = 60;

/** Yields the events that were recorded together with one: they follow each other. */
function* togetherWith({ answers: { readModel } }: Asking, { position, correlation, id }: Recorded): Generator<Recorded> {
  for (let at = Math.max(1, position - NEAR); at <= Math.min(readModel.position, position + NEAR); at++) {
    const other = readModel.eventAt(at);
    if (other.correlation === correlation && other.id !== id) yield other;
  }
}

function Facts({ found, asking }: { readonly found: Recorded; readonly asking: Asking }) {
  const texts = useTexts();
  const { stream, revision, recordedAt, leaf, correlation, causation, note, confidence } = found;
  const { query } = asking;
  const about = measuresOf(found);
  const caused = causation !== null && asking.answers.readModel.positionOfEvent(causation) !== undefined;
  const facts: readonly (readonly [Parameters<typeof texts.say>[0], preact.ComponentChildren])[] = [
    ['record.stream.label', <a href={address('/record', { stream, lang: query.lang })}>{`${stream}, ${revision}`}</a>],
    ['record.recordedAt', recordedAt],
    ['record.about.label', about.length > 0 && <Measures ids={about} asking={asking} />],
    ['record.correlation', correlation],
    ['record.causation', caused ? <a href={eventAddress(causation, query)}>{causation}</a> : causation],
    ['record.confidence', confidence],
    ['record.note', note],
    ['record.leaf', leaf],
    ['record.proof', <a href={`/v1/proof/event/${found.id}`}>{`/v1/proof/event/${found.id}`}</a>],
  ];
  return (
    <dl class="scope">
      {facts.map(([key, value]) =>
        value ? (
          <div key={key}>
            <dt>{texts.say(key)}</dt>
            <dd {...texts.record}>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** Returns the measures that an event is on, or speaks of. */
function measuresOf(found: Recorded): readonly string[] {
  const own = found.stream.startsWith('measure-') ? [idOf(found.stream)] : [];
  return [...new Set([...own, ...measuresTouchedBy({ ...found, correctedBy: [] })])];
}

function Measures({ ids, asking }: { readonly ids: readonly string[]; readonly asking: Asking }) {
  return (
    <>
      {ids.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <a href={measureAddress(id, asking.today, { ...(asking.query.lang && { lang: asking.query.lang }) })}>{id}</a>
        </span>
      ))}
    </>
  );
}
