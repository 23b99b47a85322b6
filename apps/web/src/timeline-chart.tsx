import { scaleUtc } from 'd3-scale';
import { useState } from 'preact/hooks';
import { Axis, BAR, type Bar, BarShape, type ChartMark, instantOf, isWithin, MarkShape } from './timeline-shapes.js';

interface ChartRow {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  /** The issuer, where the row is the first of its. */
  readonly head: string | null;
  readonly bars: readonly Bar[];
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
  readonly labels: Readonly<Record<'earlier' | 'later' | 'closer' | 'wider' | 'all' | 'keys' | 'picture' | 'months', string>>;
}

/** What a script may do with a chart: it gives and takes the days that are shown. */
export interface ChartControl {
  readonly domain: readonly [number, number];
  readonly show: (domain: readonly [number, number]) => void;
}

const ROW = 36;
const LANE = 24;
const TOP = 30;

/** The timeline: lanes of words above, a row a measure below, all on one scale of days. */
export function TimelineChart(props: ChartProps & { readonly onControl?: (control: ChartControl) => void }) {
  const { rows, lanes, marks, today, labels, whole, lang } = props;
  const [domain, setDomain] = useState<readonly [number, number]>([instantOf(props.domain[0]), instantOf(props.domain[1])]);
  props.onControl?.({ domain, show: setDomain });
  const scale = scaleUtc([...domain], [0, 100]);
  const x = (day: string) => scale(instantOf(day)) ?? 0;
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
    [labels.all, () => setDomain([instantOf(whole[0]), instantOf(whole[1])]), '↔'],
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
            <Axis key={tick.getTime()} tick={tick} place={scale(tick)} width={width} from={TOP - 8} to={height} months={labels.months} />
          ))}
          {rows.map(({ id, bars }, row) => (
            <g key={id} class="bars">
              {bars
                .filter((bar) => isWithin(bar, domain))
                .map((bar) => (
                  <BarShape key={bar.from} bar={bar} y={top + row * ROW + (ROW - BAR) / 2} x={x} />
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
