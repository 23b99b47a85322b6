import { type EventType, type RecordChecked, type RecordCorrected, type RecordRetracted, subjectOf } from '@in-force/events';
import type { Admission } from './admission.js';
import { Refusal, type RefusalCode } from './refusal.js';

export type RecordEvent = RecordChecked | RecordCorrected | RecordRetracted;

/** What a stream holds once, whichever way it comes to count: recorded, by a correction, or because its retraction was taken back. */
const ONCE: Partial<Record<EventType, RefusalCode>> = {
  'measure.announced': 'measure-already-announced',
  'negotiation.opened': 'negotiation-already-opened',
  'commitment.made': 'commitment-already-made',
  'statement.made': 'statement-already-made',
  'facilitation.opened': 'facilitation-already-opened',
};

/** Checks are free. A correction or retraction needs the event it names, in the stream it goes into, and makes nothing begin twice. */
export const record: Admission<RecordEvent> = {
  admit(proposed, state) {
    if (proposed.type === 'record.checked') return;
    const { event } = proposed.data;
    const named = state.event(event);
    if (!named) throw new Refusal('event-not-found', event);
    if (proposed.type === 'record.corrected') {
      if (named.type === 'record.retracted') throw new Refusal('retraction-not-correctable', event);
      const original = state.original(event);
      if (!original || !replaces(state.replacementOf(proposed).type, original.type))
        throw new Refusal('replacement-of-another-subject', event);
    }
    const gained = state.typeGainedBy(proposed);
    const code = gained && ONCE[gained];
    if (code && state.holds(gained)) throw new Refusal(code, event);
  },
};

/** Returns whether an event of a type may stand where another stood. For a check only a check may: corrections are no replacements. */
const replaces = (type: EventType, before: EventType): boolean =>
  subjectOf(type) === subjectOf(before) && (type === before || subjectOf(type) !== 'record');
