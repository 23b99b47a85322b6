import type { Control, ControlsInForce, Question } from '@in-force/answers';
import type { Instrument, Source } from '@in-force/events';
import { isAddress, type RecordView, type Seen, sourcesAt } from '@in-force/rules';

/** The act that made a measure, and the two best sources of what its status rests on. */
export interface Behind {
  readonly act: Instrument | null;
  readonly sources: readonly Source[];
}

/** Returns an event as it counts at the clocks of a view; null where it does not. */
export function seenEvent(model: ControlsInForce, view: RecordView, id: string): Seen | null {
  const position = model.positionOfEvent(id);
  if (position === undefined) return null;
  return view.seen(model.eventAt(position).stream).find((event) => event.id === id) ?? null;
}

/** Returns what stands behind a line: of what changed the measure last the best source, and of what made it; else the next best. */
export function behind(model: ControlsInForce, question: Question, control: Pick<Control, 'id' | 'because'>): Behind {
  const view = model.viewAt(question);
  const act = view.life(control.id)?.announced.instrument ?? null;
  const events = control.because.flatMap((id) => seenEvent(model, view, id) ?? []).filter(({ type }) => type.startsWith('measure.'));
  const found = events.map((event) => sourcesAt(view, event).sources.filter((source) => !isAddress(source)));
  const [last = [], initial = []] = [found.at(-1) ?? [], found[0] ?? []];
  const ranked = [...last.slice(0, 1), ...initial.slice(0, 1), ...last.slice(1), ...initial.slice(1)];
  const distinct = new Map(ranked.map((source) => [source.url ?? source.publisher, source]));
  return { act, sources: [...distinct.values()].slice(0, 2) };
}
