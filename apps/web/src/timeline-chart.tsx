import { scaleUtc } from 'd3-scale';
import { useState } from 'preact/hooks';
import { fillOf, type Look } from './status-mark.js';

/** A bar of a row: its first day, the day after its last (null: open), how it looks, and what it says. */
interface Bar {
  readonly from: string;
  readonly to: string | null;
  readonly look: Look;
  readonly exact: boolean;
  readonly label: string;
  readonly href: string;
}

interface ChartRow {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  /** The issuer, where the row is the first of its. */
  readonly head: string | null;
  readonly bars: readonly Bar[];
}

interface ChartMark {
  readonly lane: number;
  readonly from: string;
  readonly to: string;
  readonly exact: boolean;
  readonly label: string;
  readonly href: string;
  /** The row and the day on which it was kept. */
  readonly kept: { readonly on: string; readonly row: number } | null;
}

export interface ChartProps {
  readonly rows: readonly ChartRow[];
  readonly lanes: readonly string[];
  readonly marks: readonly ChartMark[];
  readonly domain: readonly [string, string];
  readonly whole: readonly [string, string];
  readonly today: string;
  /** The language of the record, where the page speaks another. */
  readonly lang: string | null;
  readonly labels: Readonly<Record<'earlier' | 'later' | 'closer' | 'wider' | 'all' | 'keys' | 'picture', string>>;
}

/** What a script may do with a chart: it gives and takes the days that are shown. */
export interface ChartControl {
  readonly domain: readonly [number, number];
  readonly show: (domain: readonly [number, number]) => void;
}

const ROW = 26;
const LANE = 24;
const TOP = 30;
const ms = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The timeline: lanes of words above, a row a measure below, all on one scale of days. */
export function TimelineChart(props: ChartProps & { readonly onControl?: (control: ChartControl) => void }) {
  const { rows, lanes, marks, today, labels, whole, lang } = props;
  const [domain, setDomain] = useState<readonly [number, number]>([ms(props.domain[0]), ms(props.domain[1])]);
  props.onControl?.({ domain, show: setDomain });
  const scale = scaleUtc([...domain], [0, 100]);
  const x = (day: string) => scale(ms(day)) ?? 0;
  const top = TOP + lanes.length * LANE + 8;
  const height = top + rows.length * ROW + 8;
  const [from, to] = domain;
  const width = to - from;
  const move = (by: number) => () => setDomain([from + by * width, to + by * width]);
  const zoom = (by: number) => () => setDomain([from + ((1 - by) * width) / 2, to - ((1 - by) * width) / 2]);
  const buttons = [
    [labels.earlier, move(-0.4), '←'],
    [labels.later, move(0.4), '→'],
    [labels.closer, zoom(0.5), '+'],
    [labels.wider, zoom(2), '−'],
    [labels.all, () => setDomain([ms(whole[0]), ms(whole[1])]), '↔'],
  ] as const;
  return (
    <>
      <p class="chart-tools" hidden={!props.onControl}>
        {buttons.map(([label, act, sign]) => (
          <button key={label} type="button" aria-label={label} title={label} onClick={act}>
            {sign}
          </button>
        ))}
        <span class="about">{labels.keys}</span>
      </p>
      <div class="chart">
        <ol class="chart-names">
          {lanes.map((lane) => (
            <li key={lane} class="lane-name">
              {lane}
            </li>
          ))}
          {rows.map(({ id, title, href, head }) => (
            <li key={id} class={head ? 'first' : undefined}>
              {head && <b>{head}</b>}
              <a href={href} title={title} lang={lang ?? undefined}>
                {title}
              </a>
            </li>
          ))}
        </ol>
        <svg class="chart-picture" width="100%" height={height} aria-hidden="true">
          {scale.ticks(8).map((tick) => (
            <g key={tick.getTime()} class="axis">
              <line x1={`${scale(tick)}%`} x2={`${scale(tick)}%`} y1={TOP - 8} y2={height} />
              <text x={`${scale(tick)}%`} y="14" text-anchor="middle">
                {tickText(tick, width)}
              </text>
            </g>
          ))}
          {rows.map(({ id, bars }, row) => (
            <g key={id}>
              {bars
                .filter((bar) => isWithin(bar, domain))
                .map((bar) => (
                  <BarShape key={bar.from} bar={bar} y={top + row * ROW + 5} x={x} />
                ))}
            </g>
          ))}
          {marks.map((mark) => (
            <MarkShape
              key={`${mark.lane} ${mark.from} ${mark.href}`}
              mark={mark}
              y={TOP + mark.lane * LANE + LANE / 2}
              x={x}
              rowY={(row) => top + row * ROW + ROW / 2}
            />
          ))}
          <line class="today" x1={`${x(today)}%`} x2={`${x(today)}%`} y1={TOP - 8} y2={height} />
        </svg>
      </div>
    </>
  );
}

const isWithin = ({ from, to }: Bar, [first, last]: readonly [number, number]): boolean =>
  ms(from) <= last && (to === null || ms(to) >= first);

/** A tick, as precise as its distance to the next asks. */
const tickText = (tick: Date, width: number): string =>
  tick.toISOString().slice(0, width > 6 * 365 * 86_400_000 ? 4 : width > 120 * 86_400_000 ? 7 : 10);

interface ShapeProps {
  readonly y: number;
  readonly x: (day: string) => number;
}

const clamp = (place: number): number => Math.min(110, Math.max(-10, place));

function BarShape({ bar: { from, to, look, exact, label, href }, y, x }: ShapeProps & { readonly bar: Bar }) {
  const start = clamp(x(from));
  const end = to === null ? 110 : clamp(x(to));
  return (
    <a href={href} tabindex={-1}>
      <title>{label}</title>
      <rect
        class={`span look-${look}${exact ? '' : ' inexact'}`}
        x={`${start}%`}
        width={`${Math.max(0.25, end - start)}%`}
        y={y}
        height={look === 'ended' ? 2 : 15}
        fill={look === 'ended' ? 'currentColor' : fillOf(look)}
      />
    </a>
  );
}

function MarkShape({
  mark: { from, to, exact, label, href, kept },
  y,
  x,
  rowY,
}: ShapeProps & { readonly mark: ChartMark; readonly rowY: (row: number) => number }) {
  const [start, end] = [x(from), x(to)];
  if (start > 110 || end < -10) return null;
  const several = end - start > 0.8;
  return (
    <>
      {kept && <line class="kept" x1={`${start}%`} y1={y} x2={`${x(kept.on)}%`} y2={rowY(kept.row)} />}
      <a href={href} tabindex={-1}>
        <title>{label}</title>
        {several ? (
          <rect class={`mark-shape${exact ? '' : ' inexact'}`} x={`${start}%`} width={`${end - start}%`} y={y - 5} height="10" rx="5" />
        ) : (
          <circle class={`mark-shape${exact ? '' : ' inexact'}`} cx={`${start}%`} cy={y} r="5" />
        )}
      </a>
    </>
  );
}
