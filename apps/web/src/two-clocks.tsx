import { addDays, dayNumber } from '@in-force/events';
import { address, carried } from './address.js';
import type { Belief } from './beliefs.js';
import { daysOfSpan } from './life-bar.js';
import type { Asking } from './page.js';
import { fillOf, lookOf } from './status-mark.js';
import { useTexts } from './text.js';

interface TwoClocksProps {
  readonly beliefs: readonly Belief[];
  readonly asking: Asking;
  readonly on: string;
}

const HEIGHT = 260;
/** How many pixels a belief takes at the least, so that it can be pointed at. */
const LEAST = 14;

/** Two clocks at once: across the day on which it applies, upward the day by which it was known. */
export function TwoClocks({ beliefs, asking, on }: TwoClocksProps) {
  const texts = useTexts();
  const [first] = beliefs;
  if (!first || beliefs.length < 2) return null;
  const { today, query, id } = asking;
  const starts = beliefs.flatMap(({ spans }) => spans.map(({ from }) => from)).sort();
  const from = addDays(starts[0] ?? first.knownOn, -30);
  const to = addDays([starts.at(-1) ?? today, today].sort()[1] ?? today, 60);
  const x = (day: string) => Math.min(100, ((dayNumber(day) - dayNumber(from)) / (dayNumber(to) - dayNumber(from))) * 100);
  const rows = heightsOf(beliefs, today);
  const hrefAt = (day: string, knownOn: string) => address(`/measures/${id}`, { ...carried(query), on: day, knownOn });
  return (
    <section>
      <h2>{texts.say('clocks.head')}</h2>
      <p class="about">{texts.say('clocks.about')}</p>
      <figure class="clocks">
        <svg width="100%" height={HEIGHT + 20} aria-hidden="true">
          {rows.map(({ belief: { knownOn, spans }, y, height }) =>
            spans.map((span) => {
              const start = x(span.from);
              const end = span.through ? x(addDays(span.through, 1)) : 100;
              const look = lookOf(span.status);
              return (
                <a key={`${knownOn} ${span.from}`} href={hrefAt(span.from, knownOn)} tabindex={-1}>
                  <title>
                    {texts.say('clocks.cell', {
                      on: texts.day(span.from),
                      known: texts.day(knownOn),
                      status: texts.say(`status.${span.status}`),
                    })}
                  </title>
                  <rect
                    class={`span look-${look}`}
                    x={`${start}%`}
                    y={y}
                    width={`${Math.max(0.2, end - start)}%`}
                    height={height}
                    fill={look === 'ended' ? 'none' : fillOf(look)}
                  />
                </a>
              );
            }),
          )}
          {rows.map(({ belief: { knownOn }, y, height }) => (
            <line key={knownOn} class="present" x1={`${x(knownOn)}%`} x2={`${x(knownOn)}%`} y1={y} y2={y + height} />
          ))}
          <line class="asked" x1={`${x(on)}%`} x2={`${x(on)}%`} y1="0" y2={HEIGHT} />
        </svg>
        <details>
          <summary>{texts.say('timeline.table')}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.say('clocks.known')}</th>
                <th scope="col">{texts.say('life.status')}</th>
              </tr>
            </thead>
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
        </details>
      </figure>
    </section>
  );
}

/** Returns where each belief stands: the latest on top, each as high as it lasted, none too low to be seen. */
function heightsOf(beliefs: readonly Belief[], today: string) {
  const lengths = beliefs.map(({ knownOn }, at) => Math.max(1, dayNumber(beliefs[at + 1]?.knownOn ?? today) - dayNumber(knownOn)));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const free = Math.max(0, HEIGHT - LEAST * beliefs.length);
  let top = HEIGHT;
  return beliefs.map((belief, at) => {
    const height = LEAST + (free * (lengths[at] ?? 0)) / all;
    top -= height;
    return { belief, y: top, height };
  });
}
