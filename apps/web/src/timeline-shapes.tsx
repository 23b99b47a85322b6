import { fillOf, type Look } from './status-mark.js';

/** A bar of a row: its first day, the day after its last (null: open), how it looks, and what it says. */
export interface Bar {
  readonly from: string;
  readonly to: string | null;
  readonly look: Look;
  readonly exact: boolean;
  readonly label: string;
}

export interface ChartMark {
  readonly lane: number;
  readonly from: string;
  readonly to: string;
  readonly exact: boolean;
  readonly label: string;
  readonly href: string;
  /** The row and the day on which it was kept. */
  readonly kept: { readonly on: string; readonly row: number } | null;
}

/** How high a bar is. */
export const BAR = 15;

/** Returns the instant at which a day begins. */
export const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const isClearOfEdges = (place: number): boolean => place > 3 && place < 97;

const DAY = 86_400_000;

/** Returns a tick in words, as precise as its distance to the next asks. */
function tickText(tick: Date, width: number, months: readonly string[]): string {
  const year = tick.getUTCFullYear();
  const month = width > 6 * 365 * DAY ? [] : [months[tick.getUTCMonth()]];
  const day = width > 120 * DAY ? [] : [tick.getUTCDate()];
  return [...day, ...month, year].join(' ');
}

interface AxisProps {
  readonly tick: Date;
  readonly place: number;
  /** How much time is shown, in milliseconds. */
  readonly width: number;
  readonly from: number;
  readonly to: number;
  /** The months in short, a space between them. */
  readonly months: string;
}

/** A day on the scale, named where there is room. */
export function Axis({ tick, place, width, from, to, months }: AxisProps) {
  return (
    <g class="axis">
      <line x1={`${place}%`} x2={`${place}%`} y1={from} y2={to} />
      {isClearOfEdges(place) && (
        <text x={`${place}%`} y="14" text-anchor="middle">
          {tickText(tick, width, months.split(' '))}
        </text>
      )}
    </g>
  );
}

interface ShapeProps {
  readonly y: number;
  readonly x: (day: string) => number;
}

/** Returns whether something between two places, in hundredths of the picture, may be seen in it. */
export const isInPicture = (start: number, end: number): boolean => start <= 110 && end >= -10;

const clamp = (place: number): number => Math.min(110, Math.max(-10, place));

/** A span of a measure’s life. */
export function BarShape({ bar: { from, to, look, exact, label }, href, y, x }: ShapeProps & { readonly bar: Bar; readonly href: string }) {
  const start = clamp(x(from));
  const end = to === null ? 110 : clamp(x(to));
  return (
    <a href={href} tabindex={-1}>
      <title>{label}</title>
      <rect
        class={`span look-${look}${exact ? '' : ' inexact'}`}
        x={`${start}%`}
        width={`${Math.max(0.25, end - start)}%`}
        y={look === 'ended' ? y + BAR / 2 : y}
        height={look === 'ended' ? 2 : BAR}
        fill={look === 'ended' ? 'currentColor' : fillOf(look)}
      />
    </a>
  );
}

/** Something held or said, with a line to what kept it. */
export function MarkShape({
  mark: { from, to, exact, label, href, kept },
  y,
  x,
  rowY,
}: ShapeProps & { readonly mark: ChartMark; readonly rowY: (row: number) => number }) {
  const [start, end] = [x(from), x(to)];
  if (!isInPicture(start, end)) return null;
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
