import { type EventType, type RecordChecked, type RecordCorrected, type RecordRetracted, subjectOf, upcast } from '@in-force/events';
import type { Command, Decider, Written } from './decider.js';
import { Refusal, type RefusalCode } from './refusal.js';
import { type Held, hold, NOTHING, type Standing, standing } from './written.js';

export type RecordEvent = RecordChecked | RecordCorrected | RecordRetracted;

/** What a stream holds once, whichever way it comes to count: recorded, by a correction, or because its retraction was taken back. */
const ONCE = {
  'measure.announced': 'measure-already-announced',
  'negotiation.opened': 'negotiation-already-opened',
  'commitment.made': 'commitment-already-made',
  'statement.made': 'statement-already-made',
  'facilitation.opened': 'facilitation-already-opened',
} as const satisfies Partial<Record<EventType, RefusalCode>>;

/** Checks are free. A correction or retraction needs the event it names, in the stream it goes into. */
export const record: Decider<Held, Command<RecordEvent['type']>, RecordEvent> = {
  initial: NOTHING,
  evolve: hold,
  decide(command, held): RecordEvent[] {
    if (command.type === 'record.check') return [{ type: 'record.checked', data: command.data }];
    const { event } = command.data;
    const now = standing(held);
    const named = now.recorded.get(event);
    if (!named) throw new Refusal('event-not-found', event);
    switch (command.type) {
      case 'record.correct': {
        if (named.type === 'record.retracted') throw new Refusal('retraction-not-correctable', event);
        const { replacement } = command.data;
        const { type } = upcast(replacement.type, replacement.version, replacement.data);
        if (!replaces(type, original(named, now))) throw new Refusal('replacement-of-another-subject', event);
        return [countedOnce({ type: 'record.corrected', data: command.data }, held, now)];
      }
      case 'record.retract':
        return now.retracted.has(event) ? [] : [countedOnce({ type: 'record.retracted', data: command.data }, held, now)];
    }
  },
};

/** The event that a correction is about in the end; any other event is its own. */
function original(event: Written, { recorded }: Standing): Written {
  let found = event;
  while (found.type === 'record.corrected') found = recorded.get(found.data.event) as Written;
  return found;
}

/** Whether an event of a type may stand where another stood. For a check only a check may: corrections are no replacements. */
const replaces = (type: EventType, { type: before }: Written): boolean =>
  subjectOf(type) === subjectOf(before) && (type === before || subjectOf(type) !== 'record');

/** Refuses what would make a second announcement count, or a second opening. */
function countedOnce<E extends RecordCorrected | RecordRetracted>(event: E, held: Held, now: Standing): E {
  const then = standing(hold(held, { ...event, id: '' }));
  for (const [type, code] of Object.entries(ONCE)) {
    const count = ({ counting }: Standing) => [...counting.values()].filter((counted) => counted === type).length;
    if (count(then) > 1 && count(then) > count(now)) throw new Refusal(code, event.data.event);
  }
  return event;
}
