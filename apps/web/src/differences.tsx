import type { Difference } from '@in-force/answers';
import type { Asking } from './page.js';
import { eventAddress, measureAddress } from './read-question.js';
import { StatusMark } from './status-mark.js';
import { ENGLISH } from './text.data.js';
import { type Key, type Texts, useTexts } from './text.js';

interface DifferencesProps {
  readonly heading: string;
  readonly entries: readonly Difference[];
  readonly asking: Asking;
  readonly on: string;
}

/** The measures of which two answers say something else: from which status to which, why, and what else differs. */
export function Differences({ heading, entries, asking, on }: DifferencesProps) {
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>
        {heading} <span class="number">{entries.length}</span>
      </h2>
      <ol class="controls">
        {entries.map((one) => (
          <li key={one.measure} class="control">
            <Differing one={one} asking={asking} on={on} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Differing({ one, asking, on }: { readonly one: Difference; readonly asking: Asking; readonly on: string }) {
  const texts = useTexts();
  const { measure, title, a, b, cause, events, changes } = one;
  const { region, item, lang } = asking.query;
  // A side that does not list it still knows its status.
  const status = changes.find(({ fact }) => fact === 'status');
  const [was, is] = [a ?? status?.a ?? b, b ?? status?.b ?? a].map((one) => texts.say(`status.${one as 'suspended'}`));
  const told = changes.map((change) => changeText(texts, change)).filter(Boolean);
  return (
    <>
      <h3>
        <StatusMark status={String(b ?? status?.b ?? a)} />
        <a
          href={measureAddress(measure, on, { ...(region && { region }), ...(item && { item }), ...(lang && { lang }) })}
          {...texts.record}
        >
          {title ?? measure}
        </a>
      </h3>
      <p class="facts">
        <strong class="status">{was === is ? is : texts.fill('compare.fromTo', { a: was, b: is })}</strong>
        {told.length > 0 && <> · {told.join('; ')}</>}
        {cause !== 'world' && <> · {texts.say(`moved.${cause}`)}</>}
      </p>
      {events.length > 0 && (
        <ul class="beside">
          {events.map(({ event, text }) => (
            <li key={event}>
              <a href={eventAddress(event, asking.query)} {...texts.record}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const IS_DAY = /^~?\d{4}(?:-\d{2}){0,2}$/;

/** Returns what of a fact differs, with both values where they are days or none. */
function changeText(texts: Texts, { fact, a, b }: Difference['changes'][number]): string {
  if (fact === 'status') return '';
  const key = `fact.${fact}`;
  const name = key in ENGLISH ? texts.say(key as Key) : texts.say('fact.other');
  const written = (value: unknown) => (value === null ? texts.say('fact.open') : texts.day(String(value)));
  const plain = [a, b].every((value) => value === null || (typeof value === 'string' && IS_DAY.test(value)));
  return plain ? texts.say('fact.fromTo', { name, a: written(a), b: written(b) }) : texts.say('fact.differs', { name });
}
