import type { CommitmentBroken, CommitmentFulfilled, CommitmentMade, CommitmentNarrowed } from '@in-force/events';
import type { Admission } from './admission.js';
import { Refusal } from './refusal.js';

export type CommitmentEvent = CommitmentMade | CommitmentFulfilled | CommitmentNarrowed | CommitmentBroken;

/** A commitment is made once; it is kept, narrowed or broken only if it was made. */
export const commitment: Admission<CommitmentEvent> = {
  admit({ type }, state) {
    if ((type === 'commitment.made') === state.holds('commitment.made'))
      throw new Refusal(type === 'commitment.made' ? 'commitment-already-made' : 'commitment-not-made');
  },
};
