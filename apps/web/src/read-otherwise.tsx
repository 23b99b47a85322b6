import type { Control } from '@in-force/answers';
import { address } from './address.js';
import type { Asking } from './page.js';
import { useTexts } from './text.js';

/** Which parties read measures of a list otherwise than the acts say, with a link that asks as each reads. */
export function ReadOtherwise({ controls, asking }: { readonly controls: readonly Control[]; readonly asking: Asking }) {
  const texts = useTexts();
  const found = new Map<string, string[]>();
  for (const { id, contested } of controls)
    for (const { party, reading } of contested ?? []) found.set(`${party} ${reading}`, [...(found.get(`${party} ${reading}`) ?? []), id]);
  if (found.size === 0) return null;
  return (
    <ul class="contested">
      {[...found].map(([key, ids]) => {
        const [party = '', reading = ''] = key.split(' ');
        return (
          <li key={key}>
            {texts.opening(
              texts.count('contested.reads', ids.length, {
                party: texts.placed(party),
                reading: texts.say(`status.${reading as 'removed'}`),
              }),
            )}{' '}
            <a href={`#${ids[0]}`}>{texts.say('contested.first')}</a> ·{' '}
            <a href={address('/', { ...asking.query, reading: party })}>{texts.say('contested.as', { party: texts.placed(party) })}</a>
          </li>
        );
      })}
    </ul>
  );
}
