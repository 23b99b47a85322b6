import { setTimeout } from 'node:timers/promises';
import type { Question } from '@in-force/answers';
import { Waiters } from '@in-force/event-log';
import type { Changes } from './changes.js';
import type { ChangesPart, Horizon } from './changes-part.js';
import type { Engine } from './engine.js';
import { forAll } from './turns.js';

/** How often it is looked whether days came, in milliseconds. What is recorded is heard of at once. */
const TICK = 1_000;

/** Of so many parts without a change one is told, so that who comes again need not begin far back. */
const SILENT = 100;

/** A part of a list of changes as it came; who holds one finds all later ones. */
interface Link {
  readonly part: ChangesPart | null;
  /** The cursor up to which everything is told with this part, and how far the list was whole then; of the last part they move on. */
  cursor: ChangesPart['next'];
  horizon: Horizon;
  /** The part that came after; null where none has yet. */
  following: Link | null;
}

/** The changes of one question as they come: worked out once, however many listen. */
class ChangesFeed {
  last: Link;
  users = 0;
  /** The number of parts without a change since the last that was told. */
  #silent = 0;
  readonly #waiters = new Waiters();
  readonly #end = new AbortController();

  constructor(
    private readonly feeds: ChangesFeeds,
    private readonly question: Question,
    horizon: Horizon,
  ) {
    this.last = { part: null, cursor: feeds.changes.upTo(question, horizon), horizon, following: null };
  }

  /** Waits for the part after one; null where the signal aborts first. */
  async after(link: Link, signal: AbortSignal): Promise<Link | null> {
    while (link.following === null && !signal.aborted) await this.#waiters.next(signal);
    return link.following;
  }

  end(): void {
    this.#end.abort();
    this.#waiters.wake();
  }

  #tell(link: Link): void {
    this.#silent = 0;
    this.last.following = link;
    this.last = link;
    this.#waiters.wake();
  }

  /** Tells what comes until it ends, or all is over. */
  async run(): Promise<void> {
    const signal = AbortSignal.any([this.#end.signal, this.feeds.over]);
    while (!signal.aborted) {
      const horizon = await this.feeds.grown(this.last.horizon, signal);
      for (let more = horizon !== null; more && horizon !== null && !signal.aborted; ) {
        const part = await this.feeds.changes.after(this.question, this.last.cursor, horizon);
        ({ more } = part.answer);
        const passed = { cursor: part.next, horizon: more ? this.last.horizon : horizon };
        if (part.answer.changes.length === 0 && ++this.#silent < SILENT) Object.assign(this.last, passed);
        else this.#tell({ part, ...passed, following: null });
      }
    }
  }
}

/** The changes of all questions to which anybody listens. */
export class ChangesFeeds {
  readonly #feeds = new Map<string, ChangesFeed>();
  readonly #waiters = new Waiters();
  readonly #end = new AbortController();
  #horizon: Horizon | null = null;
  #looking = false;

  constructor(
    private readonly engine: Engine,
    readonly changes: Changes,
    private readonly tick: number = TICK,
  ) {}

  /**
   * Yields the changes after a cursor, part by part, for ever: first what is there, then what comes. Who is up to date is given the same
   * parts as all others that asked the same. Ends when the signal aborts, or all is over; what stops the follower is waited for.
   */
  async *follow(question: Question, after: ChangesPart['next'], horizon: Horizon, signal: AbortSignal): AsyncGenerator<ChangesPart> {
    const over = AbortSignal.any([signal, this.#end.signal]);
    const feed = this.#begin(question, horizon);
    try {
      let cursor = after;
      while (!over.aborted) {
        let link: Link | null = feed.last;
        const { cursor: reached, horizon: whole } = link; // it moves on while this is worked out
        const part = await forAll(() => this.changes.after(question, cursor, whole));
        yield part;
        cursor = part.next;
        if (part.answer.more) continue;
        // A cursor of a server that is ahead of this one is none that the feed has reached; one that is later, and nothing between, is.
        const along = !this.changes.mayHaveGrown(reached, cursor);
        for (link = await feed.after(link, over); link !== null && along && !over.aborted; link = await feed.after(link, over)) {
          cursor = link.cursor;
          yield link.part as ChangesPart;
        }
      }
    } finally {
      this.#leave(question, feed);
    }
  }

  /** Aborts when all is over. */
  get over(): AbortSignal {
    return this.#end.signal;
  }

  close(): void {
    this.#end.abort();
    this.#waiters.wake();
  }

  #begin(question: Question, horizon: Horizon): ChangesFeed {
    const key = keyOf(question);
    const feed = this.#feeds.get(key) ?? new ChangesFeed(this, question, horizon);
    if (!this.#feeds.has(key)) {
      this.#feeds.set(key, feed);
      void forAll(() => feed.run());
    }
    feed.users += 1;
    return feed;
  }

  #leave(question: Question, feed: ChangesFeed): void {
    feed.users -= 1;
    if (feed.users > 0) return;
    feed.end();
    this.#feeds.delete(keyOf(question));
  }

  /** Waits until lists may have grown since a horizon; null where the signal aborts first. */
  async grown(since: Horizon, signal: AbortSignal): Promise<Horizon | null> {
    if (!this.#looking) void forAll(() => this.#look());
    while (!signal.aborted) {
      if (this.#horizon !== null && this.changes.mayHaveGrown(since, this.#horizon)) return this.#horizon;
      await this.#waiters.next(signal);
    }
    return null;
  }

  /** Looks how far lists are whole whenever something was recorded, and now and then, as long as anybody listens. */
  async #look(): Promise<void> {
    this.#looking = true;
    const { follower } = this.engine;
    const { signal } = this.#end;
    while (!signal.aborted && this.#feeds.size > 0 && follower.error === null) {
      const { position } = this.engine;
      const horizon = await this.changes.horizon(signal).catch(() => null);
      if (horizon !== null) this.#horizon = horizon;
      this.#waiters.wake();
      const round = new AbortController();
      const until = AbortSignal.any([signal, round.signal]);
      await Promise.race([follower.reached(position + 1, until), setTimeout(this.tick, undefined, { signal: until })]).catch(
        () => undefined,
      );
      round.abort();
    }
    this.#looking = false;
  }
}

const keyOf = (question: Question): string => JSON.stringify({ ...question, after: null });
