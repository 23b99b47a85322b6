import { address } from './address.js';
import { ColumnHeads } from './column-heads.js';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { readQuestion } from './read-question.js';
import { useTexts } from './text.js';

type Item = Lists['items'];

/** Shows the items that can be asked about, with the codes under which measures list them. */
export async function items(asking: Asking): Promise<View> {
  const { texts } = asking;
  const read = readQuestion(asking, 'items');
  const list = await listed(asking, 'items', read.question);
  return listView(asking, {
    sentence: texts.opening(texts.count('items.headline', list.entries.length)),
    about: texts.say('items.about'),
    section: '/about',
    read,
    fields: ['item', 'knownOn'],
    list,
    api: '/v1/items',
    command: 'items',
    cited: texts.say('items.title'),
    body: <ItemTable entries={list.entries} asking={asking} />,
  });
}

function ItemTable({ entries, asking: { query } }: { readonly entries: readonly Item[]; readonly asking: Asking }) {
  const texts = useTexts();
  return (
    <div class="scroll">
      <table>
        <ColumnHeads of={['items.item', 'items.names', 'items.codes']} />
        <tbody>
          {entries.map(({ slug, symbol, name, aliases, codes, hs }) => (
            <tr key={slug} id={slug}>
              <th scope="row">
                <a href={address('/', { item: symbol ?? slug, lang: query.lang })} {...texts.record}>
                  {name}
                </a>
              </th>
              <td {...texts.record}>
                <code>{symbol ?? slug}</code>
                {aliases.length > 0 && <span class="about"> {aliases.join(', ')}</span>}
              </td>
              <td {...texts.record}>{[...codes, ...hs.map((code) => `HS ${code}`)].join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
