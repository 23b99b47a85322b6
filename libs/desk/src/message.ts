import type { Change } from '@in-force/answers';
import type { Post } from './post.js';
import type { Watch } from './watch.js';

/** What telling and sending depend on. */
export interface CourierOptions {
  readonly now: () => string;
  /** What every message names as its source. */
  readonly source: () => string;
  /** What the secrets of webhooks are derived from; null where nothing is sent. */
  readonly secret: string | null;
  readonly post: Post;
  /** Hears of a watch that could not be told, and why: a fault of ours. It is tried again. */
  readonly failed?: (watch: string, error: unknown) => void;
}

/** What a watch is told, but for its number. */
export interface Message {
  readonly type: 'in-force.answer.changed' | 'in-force.answer.ahead' | 'in-force.answer.test';
  /** When it happened. */
  readonly time: string;
  readonly data: unknown;
}

/** Returns what tells a change. */
export const messageOf = (change: Change): Message => ({
  type: change.cause === 'ahead' ? 'in-force.answer.ahead' : 'in-force.answer.changed',
  time: change.at,
  data: change,
});

/** Returns a message as it is sent, as a CloudEvent 1.0 in JSON: what has a number names the SHA-256 of the body before it. */
export function bodyOf(
  { type, time, data }: Message,
  {
    id,
    source,
    now,
    watch,
    numbered,
  }: {
    readonly id: string;
    readonly source: string;
    readonly now: string;
    readonly watch: Pick<Watch, 'id'>;
    readonly numbered: { readonly sequence: number; readonly previous: string | null } | null;
  },
): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type,
    subject: watch.id,
    time,
    recordedtime: now,
    datacontenttype: 'application/json',
    ...(numbered && { sequence: String(numbered.sequence), previous: numbered.previous }),
    data,
  });
}
