import type { EventType } from '@in-force/events';
import type { Written } from './decider.js';

/** What a stream holds: its events, the last recorded first. A chain, so that adding one copies nothing. */
export type Held = { readonly last: Written; readonly before: Held } | null;

export const NOTHING: Held = null;

/** Adds an event to what a stream holds. */
export const hold = (held: Held, event: Written): Held => ({ last: event, before: held });

/** What a stream amounts to once its corrections and retractions are applied. */
export interface Standing {
  /** Every event that was ever recorded in it, by id. */
  readonly recorded: ReadonlyMap<string, Written>;
  readonly retracted: ReadonlySet<string>;
  /** The events that count, by id, each with the type that its corrections gave it. */
  readonly counting: ReadonlyMap<string, EventType>;
}

/** Applies corrections and retractions: the latest correction wins, and a retraction that was itself retracted takes out nothing. */
export function standing(held: Held): Standing {
  const recorded = new Map<string, Written>();
  const retracted = new Set<string>();
  const corrections = new Map<string, Extract<Written, { type: 'record.corrected' }>>();
  for (let at = held; at; at = at.before) {
    const { last } = at;
    recorded.set(last.id, last);
    if (retracted.has(last.id)) continue;
    if (last.type === 'record.retracted') retracted.add(last.data.event);
    if (last.type === 'record.corrected' && !corrections.has(last.data.event)) corrections.set(last.data.event, last);
  }
  const counting = new Map<string, EventType>();
  for (const { id, type } of recorded.values()) {
    if (type === 'record.corrected' || type === 'record.retracted' || retracted.has(id)) continue;
    let corrected: string = type;
    for (let by = corrections.get(id); by; by = corrections.get(by.id)) corrected = by.data.replacement.type;
    counting.set(id, corrected as EventType);
  }
  return { recorded, retracted, counting };
}

/** Whether the stream holds an event of one of these types that counts; only this one, if it is named. */
export const holds = (held: Held, types: readonly EventType[], id?: string): boolean =>
  [...standing(held).counting].some(([event, type]) => types.includes(type) && (id === undefined || event === id));
