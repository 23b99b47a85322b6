import { isDeepStrictEqual } from 'node:util';
import { decide, type Held, hold, NOTHING, Refusal } from '@in-force/domain';
import { type EventLog, type Head, InvalidAppend, RevisionConflict, Turns } from '@in-force/event-log';
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

export interface EngineOptions {
  readonly now: () => string;
  /** The position of the last event that the projections have taken already. */
  readonly after?: number;
}

/** What became of acts: how many were recorded now, and how many were known already. */
export interface Recording {
  readonly recorded: number;
  readonly known: number;
}

/** How many acts are appended at once, at the most. */
const AT_ONCE = 100;

/** How often a lost race is decided again. */
const ATTEMPTS = 20;

/** Makes it turn: reads, decides, appends, and waits until the answers know it. */
export class Engine {
  /** Whoever appends to one stream of a log decides on what the one before left there. */
  static readonly #turnsOn = new WeakMap<EventLog, Turns>();
  readonly #turns: Turns;

  private constructor(
    readonly log: EventLog,
    readonly follower: Follower,
    readonly now: () => string,
  ) {
    this.#turns = Engine.#turnsOn.get(log) ?? new Turns();
    Engine.#turnsOn.set(log, this.#turns);
  }

  /** Opens an engine on a log: its projections have taken all that the log held when it was opened. */
  static async open(log: EventLog, projections: readonly Projection[], options: EngineOptions): Promise<Engine> {
    const engine = await Engine.begin(log, projections, options);
    await engine.follower.caughtUp();
    return engine;
  }

  /** Opens an engine that is on its way: `follower.caughtUp` waits until it is there. */
  static async begin(log: EventLog, projections: readonly Projection[], { now, after }: EngineOptions): Promise<Engine> {
    const engine = new Engine(log, new Follower(log, projections, undefined, after), now);
    await engine.follower.begin();
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
    if (first) streams.get(first.stream)?.demand(expected, acts);
    const taken = acts.map((act) => ({ act, as: (streams.get(act.stream) as Stream).take(act.draft) }));
    const news = taken.filter(({ as }) => as === 'new').map(({ act }) => act);
    if (dryRun) return { recorded: news.length, known: acts.length - news.length };
    const fresh = new Set(news.map(({ draft }) => draft.id));
    const stored = taken.filter(({ act, as }) => as === 'known' && !fresh.has(act.draft.id)).map(({ act }) => act.draft.id);
    let recorded = 0;
    let done = 0;
    let named = expected;
    progress?.(done, news.length);
    for (const batch of batches(news)) {
      const mine = batch[0]?.stream === first?.stream ? named : undefined;
      if (mine !== undefined) named = undefined; // later appends to it follow on this one
      const appended = await this.#turns.take(batch[0]?.stream ?? '', () => this.#append(batch, mine));
      stored.push(...appended.stored);
      recorded += appended.recorded;
      progress?.((done += batch.length), news.length);
    }
    for (const id of stored) await this.follower.reached(id);
    return { recorded, known: acts.length - recorded };
  }

  /** Appends acts on one stream; when somebody else appended meanwhile, reads and decides again, unless a revision is named. */
  async #append(acts: readonly Act[], expected?: number): Promise<{ readonly recorded: number; readonly stored: readonly string[] }> {
    const { stream } = acts[0] as Act;
    let before = -1;
    for (let attempt = 1; ; attempt++) {
      const held = await Stream.read(this.log, stream);
      const { length } = held;
      held.demand(expected, acts);
      const taken = acts.map(({ draft }) => ({ draft, as: held.take(draft) }));
      const drafts = taken.filter(({ as }) => as === 'new').map(({ draft }) => draft);
      // What somebody's act made needless meanwhile is stored nowhere, so nobody may wait for it.
      const stored = taken.filter(({ as }) => as !== 'needless').map(({ draft }) => draft.id);
      if (drafts.length === 0) return { recorded: 0, stored };
      try {
        await this.log.append(stream, drafts, length);
        return { recorded: drafts.length, stored };
      } catch (error) {
        // The one says that the stream moved on; the other, that it did so with some of these very acts.
        const raced = error instanceof RevisionConflict || (error instanceof InvalidAppend && length !== before);
        if (!raced || expected !== undefined || attempt >= ATTEMPTS) throw error;
        before = length;
      }
    }
  }
}

/** Acts on the same stream that follow each other: one append, one sync. Servers take no more than a megabyte at once. */
function batches(acts: readonly Act[]): Act[][] {
  const batches: Act[][] = [];
  for (const act of acts) {
    const last = batches.at(-1);
    if (last?.[0]?.stream === act.stream && last.length < AT_ONCE) last.push(act);
    else batches.push([act]);
  }
  return batches;
}

/** One stream while acts on it are decided. */
class Stream {
  readonly #events = new Map<string, Draft>();
  #held: Held = NOTHING;

  private constructor(private readonly name: string) {}

  static async read(log: EventLog, name: string): Promise<Stream> {
    const stream = new Stream(name);
    for await (const { stream: _, revision: __, position: ___, recordedAt: ____, leaf: _____, ...draft } of log.read(name))
      stream.#add(draft as Draft);
    return stream;
  }

  get length(): number {
    return this.#events.size;
  }

  /** Refuses a revision that does not hold, before anything is decided. Acts that it knows already were sent again, and need none. */
  demand(expected: number | undefined, acts: readonly Act[]): void {
    const known = acts.every(({ stream, draft }) => stream !== this.name || this.#events.has(draft.id));
    if (expected !== undefined && expected !== this.length && !known) throw new RevisionConflict(this.name, expected, this.length);
  }

  /** Decides a draft on top of what the stream holds, and takes it in, unless it is known or adds nothing. */
  take(draft: Draft): 'new' | 'known' | 'needless' {
    const known = this.#events.get(draft.id);
    if (known) {
      if (!isDeepStrictEqual(encode(known), encode(draft))) throw new Refusal('recorded-otherwise', draft.causation ?? draft.id);
      return 'known';
    }
    if (decide(draft, this.#held).length === 0) return 'needless';
    this.#add(draft);
    return 'new';
  }

  #add(draft: Draft): void {
    this.#events.set(draft.id, draft);
    this.#held = hold(this.#held, draft);
  }
}
