import type { timeline } from '@in-force/answers';
import { ColumnHeads } from './column-heads.js';
import type { Asking } from './page.js';
import { eventAddress, measureAddress } from './read-question.js';
import { SourceLink } from './source-links.js';
import { type Texts, useTexts } from './text.js';
import type { Row } from './timeline-rows.js';

interface SpanRowsProps {
  readonly rows: readonly Row[];
  /** How many more there are. */
  readonly left: number;
  readonly on: string;
  readonly asking: Asking;
  readonly open: boolean;
}

/** The picture as a table: each measure, each span. */
export function SpanRows({ rows, left, on, asking, open }: SpanRowsProps) {
  const texts = useTexts();
  return (
    <details open={open}>
      <summary>{texts.say('timeline.table')}</summary>
      <div class="scroll">
        <table>
          <ColumnHeads of={['timeline.measure', 'life.from', 'life.through', 'life.status']} />
          {rows.map(({ id, title, spans }) => (
            <tbody key={id}>
              {spans.map(({ from, through, status }, at) => (
                <tr key={from}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={spans.length}>
                      <a href={measureAddress(id, on, asking.query)} {...texts.record}>
                        {title}
                      </a>
                    </th>
                  )}
                  <td class="day">{texts.day(from)}</td>
                  <td class="day">{through ? texts.day(through) : '–'}</td>
                  <td>{texts.say(`status.${status}`)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {left > 0 && <p class="about">{texts.count('timeline.leftRows', left)}</p>}
    </details>
  );
}

type Entry = ReturnType<typeof timeline>['entries'][number];

interface EventTableProps {
  readonly heading: string;
  readonly entries: readonly Entry[];
  /** How many more there are before them. */
  readonly left?: number;
  /** Whether they lie ahead: then the calendar moves them all. */
  readonly ahead?: boolean;
  readonly asking: Asking;
}

/** Returns what moved an entry, and whether anybody saw it, in brackets; nothing where the world did and somebody has. */
function aside(texts: Texts, { moved, confirmed }: Pick<Entry, 'moved' | 'confirmed'>): string {
  const told = [
    ...(moved === 'world' ? [] : [texts.say(`moved.${moved}`)]),
    ...(confirmed === false ? [texts.say('status.unconfirmed')] : []),
  ];
  return told.length > 0 ? `(${told.join('; ')})` : '';
}

/** What happens, day by day, in the order given. */
export function EventTable({ heading, entries, left = 0, ahead = false, asking }: EventTableProps) {
  const texts = useTexts();
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{heading}</h2>
      <table class="events">
        <ColumnHeads of={['timeline.day', ahead ? 'upcoming.what' : 'timeline.what']} />
        <tbody>
          {entries.map(({ key, on, through, text, event, source, moved, confirmed }) => (
            <tr key={key}>
              <td class="day">
                <time dateTime={on}>{texts.days(on, through ?? on)}</time>
              </td>
              <td>
                <span {...texts.record}>{text}</span>{' '}
                <span class="about">{aside(texts, { moved: ahead ? 'world' : moved, confirmed })}</span>{' '}
                {event && <a href={eventAddress(event, asking.query)}>{texts.say('why.event')}</a>}
                {source && (
                  <>
                    {' · '}
                    <SourceLink source={source} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p class="about">{texts.count('timeline.left', left)}</p>}
    </section>
  );
}
