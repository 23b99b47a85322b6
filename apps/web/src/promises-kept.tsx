import type { commitments } from '@in-force/answers';
import { speakerInFull } from './names.js';
import type { Asking } from './page.js';
import { actAddress, eventAddress } from './read-question.js';
import { SourceList } from './source-links.js';
import { type Texts, useTexts } from './text.js';

type MadePromise = ReturnType<typeof commitments>['entries'][number];

interface KeptProps {
  readonly promises: readonly MadePromise[];
  readonly asking: Asking;
  readonly on: string;
}

/** What was promised of a measure, and what came of it: after how many days, by which act. */
export function PromisesKept({ promises, asking, on }: KeptProps) {
  const texts = useTexts();
  if (promises.length === 0) return null;
  return (
    <section>
      <h2>{texts.say('promised.head')}</h2>
      <p class="about">{texts.say('promises.words')}</p>
      <ol class="promises">
        {promises.map((promise) => (
          <li key={promise.id}>
            <PromiseEntry promise={promise} asking={asking} on={on} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface EntryProps extends Omit<KeptProps, 'promises'> {
  readonly promise: MadePromise;
  /** Whether it stands under a heading that says how it stands. */
  readonly grouped?: boolean;
}

/** A promise, in the words of its speaker, with its age and what came of it. */
export function PromiseEntry({ promise, asking, on, grouped = false }: EntryProps) {
  const texts = useTexts();
  const { party, saidOn, text, due, lasting, standing, ageDays, fulfilled, broken, event, sources } = promise;
  const outcome = fulfilled ?? broken;
  return (
    <>
      <p>
        {!grouped && (
          <>
            <strong>{texts.say(`standing.${standing}`)}</strong> ·{' '}
          </>
        )}
        <a href={eventAddress(event, asking.query)}>
          {texts.place(party)}, {texts.day(saidOn)}
        </a>{' '}
        · <span {...texts.record}>{speakerInFull(promise)}</span>
      </p>
      <p {...texts.record}>
        <q>{text}</q>
      </p>
      <p class="about">
        {due && `${texts.say('promise.due', { day: texts.day(due) })} `}
        {lasting && `${texts.say('promise.lasting', { day: texts.day(lasting) })} `}
        {outcome
          ? texts.fill(fulfilled ? 'promise.keptBy' : 'promise.brokenBy', {
              act: (
                <a href={actAddress(outcome.act, on, asking.query)} {...texts.record}>
                  {actName(texts, asking, outcome.act)}
                </a>
              ),
              days: texts.count('days.count', outcome.afterDays),
            })
          : texts.count('promise.age', ageDays)}
      </p>
      <SourceList sources={sources.slice(0, 2)} />
    </>
  );
}

/** Returns an act by its name and its day, as the record has them; its id where the record holds none of it. */
function actName(texts: Texts, { answers: { readModel } }: Asking, id: string): string {
  const view = readModel.viewAt({ recordedAt: null, knownOn: null });
  const events = view.record.byInstrument(id).flatMap((stream) => view.seen(stream));
  const act = events.find(({ instrument }) => instrument?.id === id)?.instrument;
  return act ? `${act.title} (${texts.day(act.day)})` : id;
}
