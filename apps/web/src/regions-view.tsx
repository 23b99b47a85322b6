import { address } from './address.js';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { readQuestion } from './read-question.js';
import { type Texts, useTexts } from './text.js';

type Region = Lists['regions'];

/** Shows the countries and blocs that can be asked about, with who belonged to each on a day. */
export async function regions(asking: Asking): Promise<View> {
  const { texts } = asking;
  const read = readQuestion(asking, 'regions');
  const list = await listed(asking, 'regions', read.question);
  const of = (kind: Region['kind']) => list.entries.filter((one) => one.kind === kind);
  return listView(asking, {
    sentence: texts.say('regions.headline', {
      day: texts.day(read.question.on),
      blocs: texts.count('regions.blocs', of('bloc').length),
      countries: texts.count('regions.countries', of('country').length),
    }),
    about: texts.say('regions.about'),
    section: '/about',
    read,
    fields: ['on', 'region'],
    list,
    api: '/v1/regions',
    command: 'regions',
    cited: texts.say('regions.title'),
    body: (
      <>
        {of('bloc').map((bloc) => (
          <Bloc key={bloc.code} bloc={bloc} asking={asking} />
        ))}
        <section>
          <h2>{texts.say('regions.all')}</h2>
          <ul class="columns">
            {byName(texts, of('country')).map(({ code }) => (
              <li key={code} id={code}>
                <Place code={code} asking={asking} />
              </li>
            ))}
          </ul>
        </section>
      </>
    ),
  });
}

const byName = (texts: Texts, places: readonly Region[]): Region[] => {
  const names = texts.sorted(places.map(({ code }) => texts.place(code)));
  return places.toSorted((a, b) => names.indexOf(texts.place(a.code)) - names.indexOf(texts.place(b.code)));
};

function Bloc({ bloc: { code, members }, asking }: { readonly bloc: Region; readonly asking: Asking }) {
  const texts = useTexts();
  return (
    <section id={code}>
      <h2>
        {texts.place(code)} <span class="number">{members?.length}</span>
      </h2>
      <p>
        <a href={address('/', { region: code, lang: asking.query.lang })}>{texts.say('regions.ask', { place: texts.placed(code) })}</a>
      </p>
      <p class="about">{texts.row(texts.sorted((members ?? []).map((member) => texts.place(member))))}</p>
    </section>
  );
}

function Place({ code, asking: { query } }: { readonly code: string; readonly asking: Asking }) {
  const texts = useTexts();
  return (
    <>
      <a href={address('/', { region: code, lang: query.lang })}>{texts.place(code)}</a> <code {...texts.record}>{code}</code>
    </>
  );
}
