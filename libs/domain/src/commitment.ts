import type { CommitmentBroken, CommitmentFulfilled, CommitmentMade, CommitmentNarrowed } from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, holds, NOTHING } from './written.js';

export type CommitmentEvent = CommitmentMade | CommitmentFulfilled | CommitmentNarrowed | CommitmentBroken;

/** A commitment is made once; it is kept, narrowed or broken only if it was made. */
export const commitment: Decider<Held, Command<CommitmentEvent['type']>, CommitmentEvent> = {
  initial: NOTHING,
  evolve: hold,
  decide(command, held): CommitmentEvent[] {
    const made = holds(held, ['commitment.made']);
    if (command.type === 'commitment.make') {
      if (made) throw new Refusal('commitment-already-made');
      return [{ type: 'commitment.made', data: command.data }];
    }
    if (!made) throw new Refusal('commitment-not-made');
    switch (command.type) {
      case 'commitment.fulfil':
        return [{ type: 'commitment.fulfilled', data: command.data }];
      case 'commitment.narrow':
        return [{ type: 'commitment.narrowed', data: command.data }];
      case 'commitment.break':
        return [{ type: 'commitment.broken', data: command.data }];
    }
  },
};
