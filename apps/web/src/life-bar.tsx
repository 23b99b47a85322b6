import { addDays, dayNumber } from '@in-force/events';
import { ColumnHeads } from './column-heads.js';
import type { Span } from './life-spans.js';
import { fillOf, lookOf } from './status-mark.js';
import { type Texts, useTexts } from './text.js';

interface LifeBarProps {
  readonly spans: readonly Span[];
  readonly on: string;
  readonly today: string;
  /** Returns the address of the same question on another day. */
  readonly hrefOn: (day: string) => string;
}

/** The life of a measure as a bar, and as a table. */
export function LifeBar({ spans, on, today, hrefOn }: LifeBarProps) {
  const texts = useTexts();
  const [first] = spans;
  if (!first) return null;
  const last = spans.at(-1)?.from ?? first.from;
  const from = addDays([first.from, on].sort()[0] ?? first.from, -20);
  const to = addDays([last, on, today].sort().at(-1) ?? last, 90);
  const at = (day: string) => ((dayNumber(day) - dayNumber(from)) / (dayNumber(to) - dayNumber(from))) * 100;
  const ends = ({ through }: Span) => (through === null ? 100 : at(addDays(through, 1)));
  return (
    <figure class="life">
      <svg class="life-bar" width="100%" height="74" role="group" aria-label={texts.say('life.picture')}>
        {years(from, to).map((day) => (
          <g key={day} class="tick">
            <line x1={`${at(day)}%`} x2={`${at(day)}%`} y1="4" y2="52" />
            <text x={`${at(day)}%`} dx="4" y="68">
              {day.slice(0, 4)}
            </text>
          </g>
        ))}
        {spans.map((span) => {
          const [x, end] = [at(span.from), ends(span)];
          const label = `${texts.say(`status.${span.status}`)}, ${daysOfSpan(texts, span)}`;
          const look = lookOf(span.status);
          return (
            <a key={span.from} href={hrefOn(span.from)} aria-label={label}>
              <title>{label}</title>
              <rect class={`span look-${look}`} x={`${x}%`} width={`${Math.max(0.3, end - x)}%`} y="14" height="26" fill={fillOf(look)} />
            </a>
          );
        })}
        <line class="asked" x1={`${at(on)}%`} x2={`${at(on)}%`} y1="6" y2="48" />
        {today !== on && <line class="today" x1={`${at(today)}%`} x2={`${at(today)}%`} y1="6" y2="48" />}
      </svg>
      <figcaption>
        {texts.say(today === on ? 'life.marks.today' : 'life.marks', { day: texts.day(on), today: texts.day(today) })}
      </figcaption>
      <details>
        <summary>{texts.say('life.table')}</summary>
        <SpanTable spans={spans} hrefOn={hrefOn} />
      </details>
    </figure>
  );
}

/** Returns the days of a span, in words. */
export const daysOfSpan = (texts: Texts, { from, through }: Span): string =>
  through
    ? texts.say('days.span', { from: texts.day(from), through: texts.day(through) })
    : texts.say('days.since', { from: texts.day(from) });

/** The first days of the years between two days. */
function years(from: string, to: string): string[] {
  const [first, last] = [Number(from.slice(0, 4)) + 1, Number(to.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => `${first + at}-01-01`);
}

function SpanTable({ spans, hrefOn }: Pick<LifeBarProps, 'spans' | 'hrefOn'>) {
  const texts = useTexts();
  return (
    <div class="scroll">
      <table>
        <ColumnHeads of={['life.from', 'life.through', 'life.status']} />
        <tbody>
          {spans.map(({ from, through, status, byTerms }) => (
            <tr key={from}>
              <td class="day">
                <a href={hrefOn(from)}>{texts.day(from)}</a>
              </td>
              <td class="day">{through ? texts.day(through) : '–'}</td>
              <td>
                {texts.say(`status.${status}`)}
                {byTerms && ` (${texts.say('life.byTerms', { status: texts.say(`status.${byTerms}`) })})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
