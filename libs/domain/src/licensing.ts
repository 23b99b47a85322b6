import type { LicensingReported } from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { type Held, hold, NOTHING } from './written.js';

/** Figures are reported as often as anybody gives some. */
export const licensing: Decider<Held, Command<'licensing.reported'>, LicensingReported> = {
  initial: NOTHING,
  evolve: hold,
  decide: ({ data }): LicensingReported[] => [{ type: 'licensing.reported', data }],
};
