import { ColumnHeads } from './column-heads.js';
import { errataFeed } from './feed.js';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import { MeasureLinks } from './measure-links.js';
import type { Asking, View } from './page.js';
import { eventAddress, readQuestion } from './read-question.js';
import { SourceList } from './source-links.js';
import { useTexts } from './text.js';

type Erratum = Lists['errata'];

/** Shows what the record had wrong and how it was mended, the latest first. */
export async function errata(asking: Asking): Promise<View> {
  const { texts } = asking;
  const read = readQuestion(asking, 'errata');
  const list = await listed(asking, 'errata', read.question);
  const { length } = list.entries;
  return listView(asking, {
    sentence: length === 0 ? texts.say('errata.none') : texts.opening(texts.count('errata.headline', length)),
    about: texts.say('record.about'),
    section: '/record',
    feed: errataFeed(read.question.measure),
    read,
    fields: ['measure', 'knownOn'],
    list,
    api: '/v1/errata',
    command: 'errata',
    cited: texts.say('errata.title'),
    body: (
      <ol class="history">
        {list.entries.map((one) => (
          <li key={one.event}>
            <Mended one={one} asking={asking} />
          </li>
        ))}
      </ol>
    ),
  });
}

function Mended({ one, asking }: { readonly one: Erratum; readonly asking: Asking }) {
  const texts = useTexts();
  const { what, recordedAt, reason, event, of, type, measures, changed, standing, sources } = one;
  return (
    <>
      <p class="facts">
        <a href={eventAddress(event, asking.query)}>
          <time dateTime={recordedAt}>{texts.day(recordedAt.slice(0, 10))}</time>
        </a>{' '}
        · <strong>{texts.say(`errata.${what}`)}</strong> · <a href={eventAddress(of, asking.query)}>{texts.say(`event.${type}`)}</a>
        {!standing && <> · {texts.say('errata.undone')}</>}
      </p>
      <p {...texts.record}>
        <q>{reason}</q>
      </p>
      {measures.length > 0 && (
        <div class="beside">
          {texts.say('errata.measures')} <MeasureLinks ids={measures} on={asking.today} asking={asking} />
        </div>
      )}
      {what === 'corrected' && <Changes changed={changed} />}
      <SourceList sources={sources.slice(0, 2)} />
    </>
  );
}

/** The fields that a correction made others: what each said, and what it says since. */
function Changes({ changed }: { readonly changed: Erratum['changed'] }) {
  const texts = useTexts();
  if (changed.length === 0) return null;
  return (
    <div class="scroll">
      <table>
        <ColumnHeads of={['errata.field', 'errata.before', 'errata.after']} />
        <tbody {...texts.record}>
          {changed.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">
                <code>{field}</code>
              </th>
              <td>
                <del>{written(before)}</del>
              </td>
              <td>
                <ins>{written(after)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const written = (value: unknown): string => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));
