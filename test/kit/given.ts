import { type Command, type Decider, type Held, Refusal, type RefusalCode, type Written } from '@in-force/domain';
import type { Event } from '@in-force/events';
import { uuid } from './record.js';

/** Given these events in a stream (each with a label for an id, `e1`, `e2` … unless it has one), when a command comes, then. */
export function given<C extends Command, E extends Event>(
  decider: Decider<Held, C, E>,
  ...events: readonly (Event & { readonly as?: string })[]
) {
  const written = events.map(({ as, ...event }, index) => ({ ...event, id: uuid(as ?? `e${index + 1}`) }) as Written);
  const held = written.reduce((state, event) => decider.evolve(state, event), decider.initial);
  return {
    when: (command: C) => ({
      // biome-ignore lint/suspicious/noThenProperty: given, when, then; nobody awaits it
      then: (...expected: readonly E[]) => expect(decider.decide(command, held)).toEqual(expected),
      refused(code: RefusalCode) {
        const act = () => decider.decide(command, held);
        expect(act).toThrow(Refusal);
        expect(act).toThrow(expect.objectContaining({ code }));
      },
    }),
  };
}
