import type {
  MeasureAmended,
  MeasureAnnounced,
  MeasureExpired,
  MeasureResumed,
  MeasureRevoked,
  MeasureSuspended,
  MeasureSuspensionExtended,
  MeasureTookEffect,
} from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, holds, NOTHING } from './written.js';

export type MeasureEvent =
  | MeasureAnnounced
  | MeasureAmended
  | MeasureTookEffect
  | MeasureExpired
  | MeasureSuspended
  | MeasureSuspensionExtended
  | MeasureResumed
  | MeasureRevoked;
export type MeasureCommand = Command<MeasureEvent['type']>;

/** A measure is announced once; what happens to it needs its announcement, an extension its suspension. Order is no matter else. */
export const measure: Decider<Held, MeasureCommand, MeasureEvent> = {
  initial: NOTHING,
  evolve: hold,
  decide(command, held): MeasureEvent[] {
    const announced = holds(held, ['measure.announced']);
    if (command.type === 'measure.announce') {
      if (announced) throw new Refusal('measure-already-announced');
      return [{ type: 'measure.announced', data: command.data }];
    }
    if (!announced) throw new Refusal('measure-not-announced');
    switch (command.type) {
      case 'measure.amend':
        return [{ type: 'measure.amended', data: command.data }];
      case 'measure.take-effect':
        return [{ type: 'measure.took-effect', data: command.data }];
      case 'measure.expire':
        return [{ type: 'measure.expired', data: command.data }];
      case 'measure.suspend':
        return [{ type: 'measure.suspended', data: command.data }];
      case 'measure.extend-suspension':
        if (!holds(held, ['measure.suspended', 'measure.suspension-extended'], command.data.suspension))
          throw new Refusal('suspension-not-found');
        return [{ type: 'measure.suspension-extended', data: command.data }];
      case 'measure.resume':
        return [{ type: 'measure.resumed', data: command.data }];
      case 'measure.revoke':
        return [{ type: 'measure.revoked', data: command.data }];
    }
  },
};
