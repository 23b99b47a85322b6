import type { EventType } from '@in-force/events';
import type { Written } from './decider.js';

/** What a stream holds, as far as the next decision needs it: which events there are, and which of them were retracted. */
export interface Held {
  readonly types: ReadonlyMap<string, EventType>;
  /** What each retraction took out. */
  readonly retractions: ReadonlyMap<string, string>;
}

export const NOTHING: Held = { types: new Map(), retractions: new Map() };

/** Adds an event to what a stream holds. */
export function hold({ types, retractions }: Held, event: Written): Held {
  return {
    types: new Map(types).set(event.id, event.type),
    retractions: event.type === 'record.retracted' ? new Map(retractions).set(event.id, event.data.event) : retractions,
  };
}

/** Whether an event was retracted, by a retraction that was not itself retracted. */
export const isRetracted = (held: Held, id: string): boolean =>
  [...held.retractions].some(([retraction, event]) => event === id && !isRetracted(held, retraction));

/** Whether the stream holds an event of one of these types that counts; only this one, if it is named. */
export const holds = (held: Held, types: readonly EventType[], id?: string): boolean =>
  [...held.types].some(([event, type]) => types.includes(type) && (id === undefined || event === id) && !isRetracted(held, event));
