import { useState } from 'preact/hooks';

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
  const step = WIDTH / stops.length;
  const most = Math.max(1, ...stops.map(({ counts: [a, b, c] }) => a + b + c));
  const heights = (of: Stop): readonly [number, number, number] => of.counts.map((count) => (count / most) * HEIGHT) as never;
  return (
    <div class="scrubber">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={labels.picture}>
        {stops.map((one, place) => {
          const [inForce, suspended, unconfirmed] = heights(one);
          const x = place * step;
          return (
            <g key={one.on} class={place === index ? 'here' : undefined}>
              <rect class="part look-in-force" x={x} width={step} y={HEIGHT - inForce} height={inForce} fill="currentColor" />
              <rect
                class="part look-suspended"
                x={x}
                width={step}
                y={HEIGHT - inForce - suspended}
                height={suspended}
                fill="url(#hatched)"
              />
              <rect
                class="part look-unconfirmed"
                x={x}
                width={step}
                y={HEIGHT - inForce - suspended - unconfirmed}
                height={unconfirmed}
                fill="url(#dotted)"
              />
            </g>
          );
        })}
        <path class="thumb" d={`M${(index + 0.5) * step} 0V${HEIGHT}`} />
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
