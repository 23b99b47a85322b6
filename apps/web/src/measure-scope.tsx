import { findItem, itemOf } from '@in-force/events';
import type { MeasurePage } from './page.js';
import { useTexts } from './text.js';

/** What a measure covers: countries, goods with their codes, listed entities, and the act’s own words on its reach. */
export function MeasureScope({ answer: { scope, entities, endUses, notes, rate } }: { readonly answer: MeasurePage }) {
  const texts = useTexts();
  if (!scope) return null;
  const lines = scope.items === 'all' ? [] : scope.items;
  return (
    <section>
      <h2>{texts.say('scope.head')}</h2>
      <dl class="scope">
        {rate && (
          <div>
            <dt>{texts.say('scope.rate')}</dt>
            <dd {...texts.record}>{rate.text}</dd>
          </div>
        )}
        <div>
          <dt>{texts.say('scope.regions')}</dt>
          <dd>
            {texts.row(scope.regions.map((code) => texts.place(code)))}
            {scope.except && ` ${texts.say('scope.except', { places: texts.row(scope.except.map((code) => texts.place(code))) })}`}
          </dd>
        </div>
        <div>
          <dt>{texts.say('scope.items')}</dt>
          <dd>
            {scope.items === 'all' && texts.say('scope.all')}
            {lines.length > 0 && (
              <ul {...texts.record}>
                {lines.map((line) => (
                  <li key={JSON.stringify(line)}>
                    {line.name ?? nameOf(line.item)}
                    <span class="about"> {[...(line.codes ?? []), ...(line.hs ?? []).map((code) => `HS ${code}`)].join(', ')}</span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
        {[...(entities ?? []), ...(endUses ?? [])].length > 0 && (
          <div>
            <dt>{texts.say('scope.limit')}</dt>
            <dd>
              <ul {...texts.record}>
                {[...(entities ?? []), ...(endUses ?? [])].map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {(notes ?? []).map((note) => (
        <p key={note} class="about" {...texts.record}>
          {texts.opening(note)}
        </p>
      ))}
    </section>
  );
}

const nameOf = (item = ''): string => {
  const slug = findItem(item);
  return slug === undefined ? item : itemOf(slug).name;
};
