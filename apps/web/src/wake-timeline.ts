import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom';
import { h, hydrate } from 'preact';
import { type ChartControl, type ChartProps, rowAt, TimelineChart } from './timeline-chart.js';

/** Lets the timeline be moved and brought closer: by wheel and drag, by its buttons, by keys. The days that are shown are its state. */
export function wakeTimeline(): void {
  const figure = document.querySelector<HTMLElement>('[data-island=timeline]');
  const state = document.getElementById('timeline-state')?.textContent;
  if (!figure || !state) return;
  let control: ChartControl | null = null;
  const props = JSON.parse(state) as ChartProps;
  hydrate(h(TimelineChart, { ...props, onControl: (given) => (control = given) }), figure);
  const tools = figure.querySelector<HTMLElement>('.chart-tools');
  if (tools) tools.hidden = false; // hydration leaves attributes as the server gave them
  const svg = figure.querySelector<SVGSVGElement>('svg');
  if (!svg) return;
  byPointer(svg, () => control);
  drawInSight(svg, props, () => control);
  figure.tabIndex = 0;
  figure.addEventListener('keydown', (event) => {
    const by = KEYS[event.key];
    if (!by || !control || event.target !== figure) return;
    event.preventDefault();
    control.show(by(control.domain));
  });
}

/** How many rows are drawn above and below those in sight. */
const BEYOND = 12;

/** Draws the rows that are in sight: of many, few are, and each that is drawn is drawn anew as the days move. */
function drawInSight(svg: SVGSVGElement, props: ChartProps, control: () => ChartControl | null): void {
  const draw = () => {
    const { top } = svg.getBoundingClientRect();
    control()?.showRows(Math.max(0, rowAt(-top, props) - BEYOND), rowAt(innerHeight - top, props) + BEYOND);
  };
  addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
  addEventListener('resize', draw);
  addEventListener('beforeprint', () => control()?.showRows(0, props.rows.length));
  draw();
}

type Domain = readonly [number, number];

const moved =
  (by: number) =>
  ([from, to]: Domain): Domain => [from + by * (to - from), to + by * (to - from)];
const scaled =
  (by: number) =>
  ([from, to]: Domain): Domain => {
    const rest = ((1 - by) * (to - from)) / 2;
    return [from + rest, to - rest];
  };

const KEYS: Readonly<Record<string, (domain: Domain) => Domain>> = {
  ArrowLeft: moved(-0.2),
  ArrowRight: moved(0.2),
  '+': scaled(0.7),
  '=': scaled(0.7),
  '-': scaled(1.4),
};

/** Each gesture begins from the days that are shown: what the buttons did in between is not undone. */
function byPointer(svg: SVGSVGElement, control: () => ChartControl | null): void {
  let begun: Domain | null = null;
  const gesture = zoom<SVGSVGElement, unknown>()
    .filter((event: Event) =>
      event.type === 'wheel' ? (event as WheelEvent).ctrlKey || (event as WheelEvent).shiftKey : !(event as MouseEvent).button,
    )
    .on('start', () => (begun = control()?.domain ?? null))
    .on('zoom', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
      if (!begun) return;
      const scale = transform.rescaleX(scaleLinear([...begun], [0, svg.clientWidth]));
      control()?.show(scale.domain() as [number, number]);
    })
    .on('end', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
      begun = null;
      if (transform !== zoomIdentity) (svg as SVGSVGElement & { __zoom: typeof zoomIdentity }).__zoom = zoomIdentity;
    });
  select(svg).call(gesture);
}
