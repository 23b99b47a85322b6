import type { Control } from '@in-force/answers';
import { address, carried } from './address.js';
import type { Asking } from './page.js';
import { eventAddress } from './read-question.js';
import { useTexts } from './text.js';

type Promised = NonNullable<Control['promised']>[number];

/** What parties have promised of the measures in a list: words, on which no status rests. */
export function Promises({ controls, asking }: { readonly controls: readonly Control[]; readonly asking: Asking }) {
  const texts = useTexts();
  const found = new Map<string, { readonly promise: Promised; count: number }>();
  for (const promise of controls.flatMap(({ promised }) => promised ?? [])) {
    const known = found.get(promise.event);
    if (known) known.count += 1;
    else found.set(promise.event, { promise, count: 1 });
  }
  if (found.size === 0) return null;
  const all = [...found.values()].sort((a, b) => (dayOf(a.promise) < dayOf(b.promise) ? -1 : 1));
  const { query } = asking;
  return (
    <details class="words">
      <summary>
        <strong>{texts.opening(texts.count('promises.head', all.length))}</strong> {texts.say('promises.words')}
      </summary>
      <ul>
        {all.map(({ promise, count }) => (
          <li key={promise.event}>
            <PromiseText promise={promise} href={eventAddress(promise.event, query)} /> {texts.count('promises.about', count)}
          </li>
        ))}
      </ul>
      <p>
        <a href={address('/promises', { lang: carried(query).lang })}>{texts.say('promises.all')}</a>
      </p>
    </details>
  );
}

const dayOf = ({ lasting, due, saidOn }: Promised): string => lasting ?? due ?? `~${saidOn}`;

/** A promise: who gave it, when, what it says, by when and for how long, and how it stands. */
function PromiseText({ promise, href }: { readonly promise: Promised; readonly href: string }) {
  const texts = useTexts();
  const { party, saidOn, what, due, lasting, standing } = promise;
  return (
    <>
      <a href={href}>
        {texts.place(party)}, {texts.day(saidOn)}
      </a>
      : <q {...texts.record}>{what}</q> {due && texts.say('promise.due', { day: texts.day(due) })}{' '}
      {lasting && texts.say('promise.lasting', { day: texts.day(lasting) })} <em>{texts.say(`standing.${standing}`)}</em>
    </>
  );
}
