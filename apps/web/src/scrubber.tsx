import { useState } from 'preact/hooks';
import { fillOf } from './status-mark.js';

/** A day on which the answer changed. Everything that is said is said in the language of the page already. */
export interface Stop {
  readonly on: string;
  readonly day: string;
  /** The answer from that day on, in one sentence. */
  readonly sentence: string;
  /** How many were in force, suspended, unconfirmed. */
  readonly counts: readonly [number, number, number];
}

export interface ScrubberProps {
  readonly stops: readonly Stop[];
  readonly at: number;
  /** The day asked about, in words: it may lie between two stops. */
  readonly asked: string;
  readonly labels: { readonly slider: string; readonly picture: string };
  /** Told as the thumb moves, and where it rests. */
  readonly onMove?: (stop: Stop) => void;
  readonly onRest?: (stop: Stop) => void;
}

const WIDTH = 1000;
const HEIGHT = 48;

/** The days on which the answer changed, as a picture of how many were in force, and a slider over them. */
export function Scrubber({ stops, at, asked, labels, onMove, onRest }: ScrubberProps) {
  const [moved, setMoved] = useState<number | null>(null);
  const index = moved ?? at;
  const stop = stops[index];
  const most = Math.max(1, ...stops.map(({ counts }) => sum(counts)));
  return (
    <div class="scrubber">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={labels.picture}>
        <Bars stops={stops} most={most} first={0} end={stops.length} />
        <g class="here">
          <Bars stops={stops} most={most} first={index} end={index + 1} />
        </g>
        <path class="thumb" d={`M${((index + 0.5) * WIDTH) / stops.length} 0V${HEIGHT}`} />
      </svg>
      <input
        type="range"
        min="0"
        max={stops.length - 1}
        step="1"
        value={index}
        aria-label={labels.slider}
        aria-valuetext={moved === null ? asked : stop?.day}
        onInput={(event) => {
          const place = Number(event.currentTarget.value);
          setMoved(place);
          if (stops[place]) onMove?.(stops[place]);
        }}
        onChange={(event) => {
          const place = Number(event.currentTarget.value);
          if (stops[place]) onRest?.(stops[place]);
        }}
      />
      <p class="ends" aria-hidden="true">
        <span>{stops[0]?.day}</span>
        <output>{moved === null ? asked : stop?.day}</output>
        <span>{stops.at(-1)?.day}</span>
      </p>
    </div>
  );
}

const LOOKS = ['in-force', 'suspended', 'unconfirmed'] as const;

interface BarsProps {
  readonly stops: readonly Stop[];
  /** How many a whole height stands for. */
  readonly most: number;
  readonly first: number;
  readonly end: number;
}

/** The bars of the stops from one up to another: a path for each look, so that the picture is drawn at once however many days there are. */
function Bars({ stops, most, first, end }: BarsProps) {
  const step = WIDTH / stops.length;
  const bar = (place: number, look: number): string => {
    const counts = stops[place]?.counts ?? [];
    const [beneath, top] = [look, look + 1].map((upTo) => (sum(counts.slice(0, upTo)) / most) * HEIGHT) as [number, number];
    return top > beneath ? `M${short(place * step)} ${short(HEIGHT - top)}h${short(step)}v${short(top - beneath)}h${short(-step)}z` : '';
  };
  return LOOKS.map((look, at) => (
    <path
      key={look}
      class={`part look-${look}`}
      fill={fillOf(look)}
      d={Array.from({ length: end - first }, (_, place) => bar(first + place, at)).join('')}
    />
  ));
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Returns a length to a hundredth, which is less than a screen shows. */
const short = (length: number): number => Math.round(length * 100) / 100;
