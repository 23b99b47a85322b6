import type { Control } from '@in-force/answers';
import { SourceLink } from './source-links.js';
import { useTexts } from './text.js';

/** Who reads a measure otherwise than the acts say. */
export function Contested({ contested }: { readonly contested: NonNullable<Control['contested']> }) {
  const texts = useTexts();
  if (contested.length === 0) return null;
  return (
    <section>
      <h2>{texts.say('contested.head')}</h2>
      <ul class="contested">
        {contested.map(({ party, speaker, reading, publishedOn, source }) => (
          <li key={party}>
            {texts.fill('line.contested', {
              party: texts.opening(texts.placed(party)),
              reading: <em>{texts.say(`status.${reading}`)}</em>,
              day: texts.day(publishedOn),
            })}{' '}
            <span {...texts.record}>{speaker}</span>
            {source && (
              <>
                {' · '}
                <SourceLink source={source} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
