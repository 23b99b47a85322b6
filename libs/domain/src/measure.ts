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
import type { Admission } from './admission.js';
import { Refusal } from './refusal.js';

export type MeasureEvent =
  | MeasureAnnounced
  | MeasureAmended
  | MeasureTookEffect
  | MeasureExpired
  | MeasureSuspended
  | MeasureSuspensionExtended
  | MeasureResumed
  | MeasureRevoked;

const SUSPENDS = ['measure.suspended', 'measure.suspension-extended'] as const;

/** A measure is announced once; what happens to it needs its announcement, an extension its suspension. Order is no matter else. */
export const measure: Admission<MeasureEvent> = {
  admit({ type, data }, state) {
    if ((type === 'measure.announced') === state.holds('measure.announced'))
      throw new Refusal(type === 'measure.announced' ? 'measure-already-announced' : 'measure-not-announced');
    if (type !== 'measure.suspension-extended') return;
    const { suspension } = data;
    const found =
      suspension === undefined ? SUSPENDS.some(state.holds) : SUSPENDS.some((suspends) => suspends === state.typeOf(suspension));
    if (!found) throw new Refusal('suspension-not-found');
  },
};
