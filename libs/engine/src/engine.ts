import { isDeepStrictEqual } from 'node:util';
import { decide, type Held, hold, NOTHING, Refusal } from '@in-force/domain';
import { type EventLog, type Head, InvalidAppend, RevisionConflict } from '@in-force/event-log';
import { type Draft, encode, type Recorded } from '@in-force/events';
import { Follower, type Projection } from './follower.js';

/** One event for one stream. */
export interface Act {
  readonly stream: string;
  readonly draft: Draft;
}

export interface RecordOptions {
  /** Decide, and store nothing. */
  readonly dryRun?: boolean;
  /** How many events the stream of the first act must hold; then a lost race is the caller's. */
  readonly expected?: number | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** What became of acts: how many were recorded now, and how many were known already. */
export interface Recording {
  readonly recorded: number;
  readonly known: number;
}

/** How often a lost race is decided again. */
const ATTEMPTS = 20;

/** Makes it turn: reads, decides, appends, and waits until the answers know it. */
export class Engine {
  private constructor(
    readonly log: EventLog,
    readonly follower: Follower,
    readonly now: () => string,
  ) {}

  /** Opens an engine on a log: its projections have taken all that the log held when it was opened. */
  static async open(log: EventLog, projections: readonly Projection[], { now }: { readonly now: () => string }): Promise<Engine> {
    const engine = new Engine(log, new Follower(log, projections), now);
    await engine.follower.start();
    return engine;
  }

  /** Stops to follow. The log stays open: who opened it closes it. */
  close = (): Promise<void> => this.follower.stop();

  get position(): number {
    return this.follower.position;
  }

  head = (): Promise<Head> => this.log.head();

  /** An event of the record by its id. */
  async event(id: string): Promise<Recorded | undefined> {
    const position = this.follower.positionOf(id);
    return position === undefined ? undefined : (await this.follower.after(position - 1, 1))[0];
  }

  /** The events of a stream, oldest first. */
  async stream(name: string): Promise<Recorded[]> {
    const events: Recorded[] = [];
    for await (const event of this.log.read(name)) events.push(event);
    return events;
  }

  /**
   * Records acts in their order. All of them are decided before the first is appended; what is known already is passed over, so
   * that running it again completes what a crash left. Waits until the answers know it.
   *
   * @throws {UnreadableEvent} for an act that does not fit its schema: nothing is stored then.
   * @throws {Refusal} when the domain says no, and for a known id with other content: nothing is stored then.
   * @throws {RevisionConflict} when `expected` does not hold.
   */
  async record(acts: readonly Act[], { dryRun = false, expected, progress }: RecordOptions = {}): Promise<Recording> {
    for (const { draft } of acts) encode(draft);
    const streams = new Map<string, Stream>();
    for (const { stream } of acts) if (!streams.has(stream)) streams.set(stream, await Stream.read(this.log, stream));
    const [first] = acts;
    const found = first && streams.get(first.stream)?.length;
    const news = acts.filter((act) => (streams.get(act.stream) as Stream).take(act.draft));
    if (first && found !== undefined && expected !== undefined && news.length > 0 && found !== expected)
      throw new RevisionConflict(first.stream, expected, found);
    if (!dryRun) {
      let done = 0;
      progress?.(done, news.length);
      for (const batch of batches(news)) {
        await this.#append(batch, expected === undefined ? ATTEMPTS : 1);
        progress?.((done += batch.length), news.length);
      }
      const last = acts.at(-1);
      if (last && news.length > 0) await this.follower.reached((news.at(-1) as Act).draft.id);
    }
    return { recorded: news.length, known: acts.length - news.length };
  }

  /** Appends acts on one stream; when somebody else appended meanwhile, reads and decides again. */
  async #append(acts: readonly Act[], attempts: number): Promise<void> {
    const [{ stream }] = acts as [Act];
    let before = -1;
    for (let attempt = 1; ; attempt++) {
      const held = await Stream.read(this.log, stream);
      const { length } = held;
      const drafts = acts.filter(({ draft }) => held.take(draft)).map(({ draft }) => draft);
      if (drafts.length === 0) return;
      try {
        await this.log.append(stream, drafts, length);
        return;
      } catch (error) {
        // The one says that the stream moved on; the other, that it did so with some of these very acts.
        const raced = error instanceof RevisionConflict || (error instanceof InvalidAppend && length !== before);
        if (!raced || attempt >= attempts) throw error;
        before = length;
      }
    }
  }
}

/** Acts on the same stream that follow each other: one append, one sync. */
function batches(acts: readonly Act[]): Act[][] {
  const batches: Act[][] = [];
  for (const act of acts) {
    const last = batches.at(-1);
    if (last?.[0]?.stream === act.stream) last.push(act);
    else batches.push([act]);
  }
  return batches;
}

/** One stream while acts on it are decided. */
class Stream {
  readonly #events = new Map<string, Draft>();
  #held: Held = NOTHING;

  static async read(log: EventLog, name: string): Promise<Stream> {
    const stream = new Stream();
    for await (const { stream: _, revision: __, position: ___, recordedAt: ____, ...draft } of log.read(name)) stream.#add(draft as Draft);
    return stream;
  }

  get length(): number {
    return this.#events.size;
  }

  /** Decides a draft on top of what the stream holds, and takes it in. False where it is known, or adds nothing. */
  take(draft: Draft): boolean {
    const known = this.#events.get(draft.id);
    if (known) {
      if (!isDeepStrictEqual(encode(known), encode(draft))) throw new Refusal('recorded-otherwise', draft.causation ?? draft.id);
      return false;
    }
    if (decide(draft, this.#held).length === 0) return false;
    this.#add(draft);
    return true;
  }

  #add(draft: Draft): void {
    this.#events.set(draft.id, draft);
    this.#held = hold(this.#held, draft);
  }
}
