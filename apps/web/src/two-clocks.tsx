import { addDays, dayAfter, dayNumber } from '@in-force/events';
import { scaleUtc } from 'd3-scale';
import { address, carried } from './address.js';
import type { Belief } from './beliefs.js';
import { ColumnHeads } from './column-heads.js';
import { daysOfSpan } from './life-bar.js';
import type { Asking } from './page.js';
import { fillOf, lookOf } from './status-mark.js';
import { useTexts } from './text.js';

interface TwoClocksProps {
  readonly beliefs: readonly Belief[];
  readonly asking: Asking;
  readonly on: string;
}

interface BeliefRow {
  readonly belief: Belief;
  /** The day on which it gave way to the next one, or today. */
  readonly end: string;
  readonly y: number;
  readonly height: number;
}

const HEIGHT = 260;
/** How many pixels a belief takes at the least, so that it can be pointed at and its day written beside it. */
const LEAST = 18;
const FOOT = 22;

/** Two clocks at once: across the day on which it applies, upward the day by which it was known. */
export function TwoClocks({ beliefs, asking, on }: TwoClocksProps) {
  const texts = useTexts();
  const [first] = beliefs;
  if (!first || beliefs.length < 2) return null;
  const { query, id } = asking;
  const hrefAt = (day: string, knownOn: string) => address(`/measures/${id}`, { ...carried(query), on: day, knownOn });
  return (
    <section>
      <h2>{texts.say('clocks.head')}</h2>
      <p class="about">{texts.say('clocks.about')}</p>
      <figure class="clocks">
        <ClocksPicture rows={rowsOf(beliefs, asking.today)} today={asking.today} on={on} hrefAt={hrefAt} />
        <BeliefTable beliefs={beliefs} on={on} hrefAt={hrefAt} />
      </figure>
    </section>
  );
}

/** Returns where each belief stands: the latest on top, each as high as it lasted, none too low to be seen. */
function rowsOf(beliefs: readonly Belief[], today: string): readonly BeliefRow[] {
  const ends = beliefs.map((_, at) => beliefs[at + 1]?.knownOn ?? today);
  const lengths = beliefs.map(({ knownOn }, at) => Math.max(1, dayNumber(ends[at] ?? today) - dayNumber(knownOn)));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const free = Math.max(0, HEIGHT - LEAST * beliefs.length);
  let top = Math.max(HEIGHT, LEAST * beliefs.length);
  return beliefs.map((belief, at) => {
    const height = LEAST + (free * (lengths[at] ?? 0)) / all;
    top -= height;
    return { belief, end: ends[at] ?? today, y: top, height };
  });
}

interface PictureProps {
  readonly rows: readonly BeliefRow[];
  readonly today: string;
  readonly on: string;
  readonly hrefAt: (on: string, knownOn: string) => string;
}

/** Returns whether there is room to write at a place on a scale. */
const isClearOfEdges =
  (scale: (day: Date) => number) =>
  (day: Date): boolean =>
    scale(day) > 4 && scale(day) < 96;

const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function ClocksPicture({ rows, today, on, hrefAt }: PictureProps) {
  const texts = useTexts();
  const starts = rows.flatMap(({ belief }) => belief.spans.map(({ from }) => from)).sort();
  const from = addDays([starts[0] ?? today, rows[0]?.belief.knownOn ?? today].sort()[0] ?? today, -20);
  const to = addDays([starts.at(-1) ?? today, today, on].sort().at(-1) ?? today, 60);
  const scale = scaleUtc([instant(from), instant(to)], [0, 100]);
  const x = (day: string) => Math.min(100, Math.max(0, scale(instant(day))));
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  return (
    <div class="clocks-picture">
      <svg class="clocks-known" width="100%" height={height + FOOT} aria-hidden="true">
        {rows.map(({ belief: { knownOn }, y, height: high }) => (
          <text key={knownOn} x="100%" dx="-8" y={y + high - 5} text-anchor="end">
            {texts.day(knownOn)}
          </text>
        ))}
      </svg>
      <svg class="clocks-days" width="100%" height={height + FOOT} aria-hidden="true">
        {rows.map((row) => (
          <RowShape key={row.belief.knownOn} row={row} x={x} hrefAt={hrefAt} />
        ))}
        {scale
          .ticks(6)
          .filter(isClearOfEdges(scale))
          .map((tick) => (
            <g key={tick.getTime()} class="axis">
              <line x1={`${scale(tick)}%`} x2={`${scale(tick)}%`} y1={height} y2={height + 5} />
              <text x={`${scale(tick)}%`} y={height + 18} text-anchor="middle">
                {`${texts.months[tick.getUTCMonth()]} ${tick.getUTCFullYear()}`}
              </text>
            </g>
          ))}
        <line class="asked" x1={`${x(on)}%`} x2={`${x(on)}%`} y1="0" y2={height} />
      </svg>
    </div>
  );
}

interface RowProps {
  readonly row: BeliefRow;
  readonly x: (day: string) => number;
  readonly hrefAt: PictureProps['hrefAt'];
}

/** What was believed for some time, and the present as it moved across it. */
function RowShape({ row: { belief, end, y, height }, x, hrefAt }: RowProps) {
  const texts = useTexts();
  const { knownOn, spans } = belief;
  return (
    <>
      {spans.map(({ from, through, status }) => {
        const look = lookOf(status);
        const [start, stop] = [x(from), through ? x(dayAfter(through)) : 100];
        const values = { on: texts.day(from), known: texts.day(knownOn), status: texts.say(`status.${status}`) };
        return (
          <a key={from} href={hrefAt(from, knownOn)} tabindex={-1}>
            <title>{texts.say('clocks.cell', values)}</title>
            <rect
              class={`span look-${look}`}
              x={`${start}%`}
              y={y}
              width={`${Math.max(0.2, stop - start)}%`}
              height={height}
              fill={look === 'ended' ? 'none' : fillOf(look)}
            />
          </a>
        );
      })}
      {['present', 'present drawn'].map((name) => (
        <line key={name} class={name} x1={`${x(knownOn)}%`} y1={y + height} x2={`${x(end)}%`} y2={y} />
      ))}
    </>
  );
}

/** The same as a table: each belief, with the days that it was about. */
function BeliefTable({ beliefs, on, hrefAt }: Pick<PictureProps, 'on' | 'hrefAt'> & { readonly beliefs: readonly Belief[] }) {
  const texts = useTexts();
  return (
    <details>
      <summary>{texts.say('timeline.table')}</summary>
      <div class="scroll">
        <table>
          <ColumnHeads of={['clocks.known', 'life.status']} />
          <tbody>
            {beliefs.map(({ knownOn, spans }) => (
              <tr key={knownOn}>
                <th scope="row" class="day">
                  <a href={hrefAt(on, knownOn)}>{texts.day(knownOn)}</a>
                </th>
                <td>
                  <ul>
                    {spans.map((span) => (
                      <li key={span.from}>
                        <a href={hrefAt(span.from, knownOn)}>{`${texts.say(`status.${span.status}`)}, ${daysOfSpan(texts, span)}`}</a>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
