import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Engine } from '@in-force/engine';
import { definitionOf, type Recorded } from '@in-force/events';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { placeFrame } from './server-sent.js';

/** How many are told before others have their turn. */
const AT_ONCE = 200;

/** An event as the API gives it: whole, in today's shape and its version, with its position as text. */
export const eventJson = (event: Recorded) => ({
  ...event,
  version: definitionOf(event.type)?.version,
  position: String(event.position),
});

/** Says how far a client is, though there is no event for it. */
export const positionFrame = (position: number): string => placeFrame(position, 'position');

const frames = new WeakMap<Recorded, Buffer>();

/** An event as server-sent events carry it. Framed once, however many listen. */
export function frame(event: Recorded): Buffer {
  let bytes = frames.get(event);
  if (bytes === undefined) {
    bytes = Buffer.from(`id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(eventJson(event))}\n\n`);
    frames.set(event, bytes);
  }
  return bytes;
}

/** Somebody who has every event up to a position. */
interface Listener {
  readonly line: Writable;
  position: number;
  /** Takes it out: it has what it was sent, and no room for more. */
  readonly leave: () => void;
}

/**
 * Tells those who are up to date what comes: the same bytes to all, everything that came meanwhile at once, and a part of them at a time.
 */
@Injectable()
export class Broadcast implements OnModuleDestroy {
  readonly #listeners = new Set<Listener>();
  readonly #end = new AbortController();
  #telling: Promise<void> | null = null;
  #chunk = { from: 0, to: 0, bytes: Buffer.alloc(0) };

  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** Aborts when the app closes. */
  get closing(): AbortSignal {
    return this.#end.signal;
  }

  /**
   * Tells a client everything after a position that is still at hand.
   *
   * @returns how far it got when it had no room for more, or was gone, or had fallen behind what is at hand.
   */
  tell(line: Writable, position: number, gone: AbortSignal): Promise<number> {
    return new Promise((resolve) => {
      const leave = () => {
        gone.removeEventListener('abort', leave);
        if (this.#listeners.delete(listener)) resolve(listener.position);
      };
      const listener = { line, position, leave };
      this.#listeners.add(listener);
      gone.addEventListener('abort', leave);
      if (gone.aborted) leave();
      else this.#send(listener);
      this.#telling ??= this.#run();
    });
  }

  onModuleDestroy(): void {
    this.#end.abort();
  }

  async #run(): Promise<void> {
    const { follower } = this.engine;
    let told = follower.position;
    try {
      for (;;) {
        await follower.reached(told + 1, this.#end.signal);
        told = follower.position;
        let count = 0;
        for (const listener of this.#listeners) {
          this.#send(listener);
          if (++count % AT_ONCE === 0) await setImmediate();
        }
      }
    } catch {
      // The follower stopped or failed, and with it everybody's stream.
      for (const { leave } of this.#listeners) leave();
      this.#telling = null;
    }
  }

  #send(listener: Listener): void {
    const to = this.engine.follower.position;
    if (listener.position >= to) return;
    const bytes = this.#bytes(listener.position, to);
    if (bytes !== null) listener.position = to;
    if (bytes === null || !listener.line.write(bytes)) listener.leave();
  }

  /** Returns the events between two positions, framed: most listeners have need of the same. Null where they are not at hand any more. */
  #bytes(from: number, to: number): Buffer | null {
    if (this.#chunk.from === from && this.#chunk.to === to) return this.#chunk.bytes;
    const events = this.engine.follower.recent(from);
    if (events === null) return null;
    const bytes = Buffer.concat(events.map(frame));
    this.#chunk = { from, to, bytes };
    return bytes;
  }
}
