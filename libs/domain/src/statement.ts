import type { StatementMade } from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, holds, NOTHING } from './written.js';

/** A statement is made once. */
export const statement: Decider<Held, Command<'statement.made'>, StatementMade> = {
  initial: NOTHING,
  evolve: hold,
  decide({ data }, held): StatementMade[] {
    if (holds(held, ['statement.made'])) throw new Refusal('statement-already-made');
    return [{ type: 'statement.made', data }];
  },
};
