import { type Asking, decide, type Proposed, Refusal, type RefusalCode, StreamState, type Written } from '@in-force/domain';
import type { Event } from '@in-force/events';
import { SOURCE, uuid } from './record.js';

/** What a test says happened in a stream: with a label for an id, public on the last day that anybody reads it unless it says when. */
export type Happened = Event & Partial<Pick<Proposed, 'publishedOn' | 'sources'>> & { readonly as?: string };

/** The day on which the events of a test are recorded. */
const TODAY = '2026-11-24';

const proposed = ({ as: _, ...event }: Happened): Proposed => ({ publishedOn: TODAY, sources: [SOURCE], ...event }) as Proposed;

/** Given these events in a stream (with ids of `e1`, `e2` … unless they have labels), when an event asks to be recorded, then. */
export function given(...events: readonly Happened[]) {
  const state = new StreamState();
  for (const [index, event] of events.entries()) state.add({ ...proposed(event), id: uuid(event.as ?? `e${index + 1}`) } as Written);
  return {
    when(event: Happened, { today = TODAY, again = false }: Partial<Asking> = {}) {
      const decided = () => decide(proposed(event), state, { today, again });
      return {
        isNew: () => expect(decided()).toBeNull(),
        /** The event with this label says the same. */
        isKnownAs: (label: string) => expect(decided()).toBe(uuid(label)),
        refused(code: RefusalCode) {
          expect(decided).toThrow(Refusal);
          expect(decided).toThrow(expect.objectContaining({ code }));
        },
      };
    },
  };
}
