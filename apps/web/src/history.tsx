import type { HistoryEntry } from '@in-force/answers';
import type { Asking } from './page.js';
import { eventAddress } from './read-question.js';
import { SourcesInFull } from './source-links.js';
import { useTexts } from './text.js';

interface HistoryProps {
  readonly asking: Asking;
  readonly history: readonly HistoryEntry[];
  readonly because: readonly string[];
}

/** Everything that is recorded of a measure, event by event, as it was recorded; corrections are shown as such. */
export function History({ asking, history, because }: HistoryProps) {
  const texts = useTexts();
  if (history.length === 0) return null;
  return (
    <section>
      <h2>{texts.say('history.head')}</h2>
      <ol class="history">
        {history.map((entry) => (
          <li key={entry.event} id={`event-${entry.event}`}>
            <p class="facts">
              <time dateTime={entry.publishedOn.replace('~', '')}>{texts.day(entry.publishedOn)}</time> ·{' '}
              <a href={eventAddress(entry.event, asking.query)}>{texts.say(`event.${entry.type}`)}</a>
              {because.includes(entry.event) && <> · {texts.say('history.because')}</>}
              {entry.confidence && (
                <>
                  {' · '}
                  <span {...texts.record}>{entry.confidence}</span>
                </>
              )}
            </p>
            <p {...texts.record}>{entry.text}</p>
            {entry.note && (
              <p class="about" {...texts.record}>
                {entry.note}
              </p>
            )}
            <Corrections asking={asking} ids={entry.correctedBy} />
            <Sources entry={entry} />
            <details>
              <summary>{texts.say('history.raw')}</summary>
              <pre>{JSON.stringify(entry.data, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sources({ entry: { sources, sourcesLater, address } }: { readonly entry: HistoryEntry }) {
  const texts = useTexts();
  return (
    <>
      <SourcesInFull sources={sources} />
      {sourcesLater > 0 && <p class="about">{texts.count('source.later', sourcesLater)}</p>}
      {address && !sources.some(({ url }) => url === address) && (
        <p class="about">
          <a href={address} rel="noreferrer">
            {texts.say('source.address')}
          </a>
        </p>
      )}
    </>
  );
}

function Corrections({ asking, ids }: { readonly asking: Asking; readonly ids: readonly string[] }) {
  const texts = useTexts();
  const { readModel } = asking.answers;
  const corrections = ids.flatMap((id) => {
    const position = readModel.positionOfEvent(id);
    return position === undefined ? [] : [readModel.eventAt(position)];
  });
  return (
    <>
      {corrections.map(({ id, recordedAt, data }) => (
        <p key={id} class="correction">
          {texts.fill('history.corrected', {
            day: texts.day(recordedAt.slice(0, 10)),
            reason: <q {...texts.record}>{'reason' in data ? data.reason : ''}</q>,
          })}{' '}
          <a href={eventAddress(id, asking.query)}>{texts.say('history.correction')}</a>
        </p>
      ))}
    </>
  );
}
