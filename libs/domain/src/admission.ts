import type { Draft, Event, ExactDay } from '@in-force/events';
import type { StreamState } from './stream-state.js';

/** An event that asks to be recorded, as far as that is decided. */
export type Proposed<E extends Event = Event> = E & Pick<Draft, 'publishedOn' | 'sources'>;

/** What may be said of a subject, and what must have been said before. */
export interface Admission<E extends Event> {
  /** Throws a `Refusal` for what no later fact can mend. */
  admit(event: Proposed<E>, state: StreamState): void;
}

/** How an event asks. */
export interface Asking {
  /** The latest day that it is anywhere on Earth while the event is recorded; null where days ahead may be supposed. */
  readonly today: ExactDay | null;
  /** Record it even where the same was said. */
  readonly again?: boolean | undefined;
}
