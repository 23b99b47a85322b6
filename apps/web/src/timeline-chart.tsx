import { scaleUtc } from 'd3-scale';
import { useMemo, useState } from 'preact/hooks';
import { apart } from './marks-apart.js';
import { Axis, BAR, type Bar, BarShape, type ChartMark, instantOf, isInPicture, MarkShape } from './timeline-shapes.js';

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
  /** How many rows are drawn where no script says which are in sight. */
  readonly drawn: number;
  readonly domain: readonly [string, string];
  readonly whole: readonly [string, string];
  readonly today: string;
  /** The language of the record, where the page speaks another. */
  readonly lang: string | null;
  readonly labels: Readonly<Record<'earlier' | 'later' | 'closer' | 'wider' | 'all' | 'keys' | 'picture' | 'months', string>>;
}

/** What a script may do with a chart: it gives and takes the days that are shown, and says which rows are in sight. */
export interface ChartControl {
  readonly domain: readonly [number, number];
  readonly show: (domain: readonly [number, number]) => void;
  readonly showRows: (first: number, last: number) => void;
}

const ROW = 36;
const LANE = 24;
const TOP = 30;

/** Returns where the rows begin, in pixels. */
const topOf = (lanes: number): number => TOP + lanes * LANE + 8;

/** Returns which row stands at a height of the picture; the first and the last one where none does. */
export const rowAt = (y: number, { lanes, rows }: Pick<ChartProps, 'lanes' | 'rows'>): number =>
  Math.min(rows.length, Math.max(0, Math.floor((y - topOf(lanes.length)) / ROW)));

/** The timeline: lanes of words above, a row a measure below, all on one scale of days. */
export function TimelineChart(props: ChartProps & { readonly onControl?: (control: ChartControl) => void }) {
  const { rows, lanes, marks, today, labels, whole, lang } = props;
  const [domain, setDomain] = useState<readonly [number, number]>([instantOf(props.domain[0]), instantOf(props.domain[1])]);
  const [sight, setSight] = useState<readonly [number, number]>([0, props.drawn]);
  const showRows = (first: number, last: number) => setSight((now) => (now[0] === first && now[1] === last ? now : [first, last]));
  props.onControl?.({ domain, show: setDomain, showRows });
  const names = useMemo(() => <Names rows={rows} lanes={lanes} lang={lang} />, [rows, lanes, lang]);
  const [from, to] = domain;
  const width = to - from;
  const scale = scaleUtc([...domain], [0, 100]);
  const instants = useMemo(() => new Map<string, number>(), []);
  const at = (day: string) => {
    const instant = instants.get(day) ?? instantOf(day);
    instants.set(day, instant); // a picture that moves asks for the same days with every frame
    return instant;
  };
  const x = (day: string) => ((at(day) - from) / width) * 100;
  const hrefOn = (href: string, day: string) => href.replace(`on=${today}`, `on=${day}`);
  const top = topOf(lanes.length);
  const height = top + rows.length * ROW + 8;
  const move = (by: number) => () => setDomain([from + by * width, to + by * width]);
  const zoom = (by: number) => () => setDomain([from + ((1 - by) * width) / 2, to - ((1 - by) * width) / 2]);
  const inPicture = marks.filter((mark) => mark.kept !== null || isInPicture(x(mark.from), x(mark.to)));
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
        {names}
        <svg class="chart-picture" width="100%" height={height} aria-hidden="true">
          {scale.ticks(8).map((tick) => (
            <Axis key={tick.getTime()} tick={tick} place={scale(tick)} width={width} from={TOP - 8} to={height} months={labels.months} />
          ))}
          {rows.slice(...sight).map(({ id, href, bars }, row) => (
            <g key={id} class="bars">
              {bars
                .filter(({ from, to }) => isInPicture(x(from), to === null ? 110 : x(to)))
                .map((bar) => (
                  <BarShape
                    key={bar.from}
                    bar={bar}
                    href={hrefOn(href, bar.from)}
                    y={top + (sight[0] + row) * ROW + (ROW - BAR) / 2}
                    x={x}
                  />
                ))}
            </g>
          ))}
          {apart(inPicture, at, width).map((mark) => (
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

/** The names of lanes and rows: they stay while the days move. */
function Names({ rows, lanes, lang }: Pick<ChartProps, 'rows' | 'lanes' | 'lang'>) {
  return (
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
  );
}
