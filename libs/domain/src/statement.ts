import type { StatementMade } from '@in-force/events';
import type { Admission } from './admission.js';
import { Refusal } from './refusal.js';

/** A statement is made once. */
export const statement: Admission<StatementMade> = {
  admit(_, state) {
    if (state.holds('statement.made')) throw new Refusal('statement-already-made');
  },
};
