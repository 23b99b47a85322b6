import { type RecordChecked, type RecordCorrected, type RecordRetracted, subjectOf, upcast } from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, isRetracted, NOTHING } from './written.js';

export type RecordEvent = RecordChecked | RecordCorrected | RecordRetracted;

/** Checks are free. A correction or retraction needs the event it names, in the stream it goes into. */
export const record: Decider<Held, Command<RecordEvent['type']>, RecordEvent> = {
  initial: NOTHING,
  evolve: hold,
  decide(command, held): RecordEvent[] {
    if (command.type === 'record.check') return [{ type: 'record.checked', data: command.data }];
    const { event } = command.data;
    const type = held.types.get(event);
    if (type === undefined) throw new Refusal('event-not-found', event);
    switch (command.type) {
      case 'record.correct': {
        if (type === 'record.retracted') throw new Refusal('retraction-not-correctable', event);
        const { replacement } = command.data;
        const replaced = upcast(replacement.type, replacement.version, replacement.data).type;
        if (type !== 'record.corrected' && subjectOf(replaced) !== subjectOf(type))
          throw new Refusal('replacement-of-another-subject', event);
        return [{ type: 'record.corrected', data: command.data }];
      }
      case 'record.retract':
        return isRetracted(held, event) ? [] : [{ type: 'record.retracted', data: command.data }];
    }
  },
};
