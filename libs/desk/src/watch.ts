import { nextTry } from './schedule.js';
import { sha256 } from './secrets.js';
import type { ServiceRecorded } from './service-language.js';

/** A standing question, as what was told of it makes it. */
export interface Watch {
  readonly id: string;
  /** The id of the key that made it. */
  readonly by: string;
  readonly madeAt: string;
  readonly question: Readonly<Record<string, string>>;
  readonly title: string | null;
  readonly to: string | null;
  readonly causes: readonly string[];
  readonly state: 'active' | 'paused' | 'disabled' | 'deleted';
  /** Why it is disabled; null where it is not. */
  readonly reason: string | null;
  /** Where the list of changes goes on. */
  readonly cursor: string;
  /** The number of the last delivery; 0 before the first. */
  readonly sequence: number;
  /** The SHA-256 of its body. */
  readonly previous: string | null;
  /** Through which delivery all were answered. */
  readonly answered: number;
  /** The deliveries that are to be sent again before the others; null where none is. */
  readonly replay: { readonly next: number; readonly through: number } | null;
  /** How often its secret was replaced, and until when the one before signs too. */
  readonly rotation: number;
  readonly bothUntil: string | null;
  /** How often what is due now failed, and when it is tried again; null: at once. */
  readonly failed: number;
  readonly retryAt: string | null;
  /** How many events its stream holds. */
  readonly size: number;
}

const FRESH = { failed: 0, retryAt: null } as const;

/** Returns a watch as an event leaves it; undefined where it was never made. */
export function watchAfter(watch: Watch | undefined, event: ServiceRecorded): Watch | undefined {
  const size = event.revision + 1;
  if (event.type === 'watch.made')
    return {
      id: event.stream.slice('watch-'.length),
      by: event.by,
      madeAt: event.recordedAt,
      ...event.data,
      state: 'active',
      reason: null,
      sequence: 0,
      previous: null,
      answered: 0,
      replay: null,
      rotation: 0,
      bothUntil: null,
      ...FRESH,
      size,
    };
  return watch && { ...watch, ...changed(watch, event), size };
}

function changed(watch: Watch, event: ServiceRecorded): Partial<Watch> {
  switch (event.type) {
    case 'watch.renamed':
      return event.data;
    case 'watch.redirected':
      return { ...event.data, ...FRESH };
    case 'watch.paused':
      return { state: 'paused' };
    case 'watch.activated':
      return { state: 'active', reason: null, ...FRESH };
    case 'watch.disabled':
      return { state: 'disabled', ...event.data };
    case 'watch.deleted':
      return { state: 'deleted' };
    case 'watch.rotated':
      return { rotation: watch.rotation + 1, bothUntil: event.data.until };
    case 'watch.replayed':
      return { replay: { next: event.data.from, through: event.data.through }, ...FRESH };
    case 'delivery.told': {
      const { sequence, body, next } = event.data;
      // What is read is never sent, whatever target comes later.
      return { sequence, cursor: next, previous: sha256(body), ...(watch.to === null && { answered: sequence }) };
    }
    case 'delivery.answered':
      return event.data.sequence === null ? {} : answered(watch, event.data);
    default:
      return {};
  }
}

type Answer = Extract<ServiceRecorded, { type: 'delivery.answered' }>['data'];

/** Returns what comes of an answer: a delivery that was taken is done, another is tried again. */
function answered(watch: Watch, { sequence, attempt, status, at }: Answer): Partial<Watch> {
  if (sequence !== dueOf(watch)) return {};
  if (!isTaken(status)) return { failed: attempt, retryAt: nextTry(attempt, at) };
  const { replay } = watch;
  if (replay === null) return { answered: watch.answered + 1, ...FRESH };
  return { replay: replay.next < replay.through ? { ...replay, next: replay.next + 1 } : null, ...FRESH };
}

/** Returns whether a status says that a delivery was taken. */
export const isTaken = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** Returns which delivery of a watch is to be sent next; null where none is. */
export function dueOf({ to, state, replay, answered, sequence }: Watch): number | null {
  if (to === null || state === 'deleted') return null;
  if (replay !== null) return replay.next;
  return answered < sequence ? answered + 1 : null;
}
