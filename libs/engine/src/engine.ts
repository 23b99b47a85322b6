import type { Asking } from '@in-force/domain';
import { demandSize, type EventLog, type Head, InvalidAppend, KeyedMutex, type MerkleTree, RevisionConflict } from '@in-force/event-log';
import { encode, latestDayAt, type Recorded } from '@in-force/events';
import { type Act, batchesOf, DecidingStream, decideAll, type Refused } from './deciding.js';
import { Follower, type Projection } from './follower.js';

export type { Act, Refused };

export interface RecordOptions<A extends Act = Act> {
  /** Decide, and store nothing. */
  readonly dryRun?: boolean;
  /** How many events the stream of the first act must hold; then a lost race is the caller's. */
  readonly expected?: number | undefined;
  /** Record an act even where the same was said already. */
  readonly again?: boolean;
  /** Whether days may be supposed that have not come. */
  readonly supposing?: boolean;
  readonly progress?: ((done: number, total: number) => void) | undefined;
  /** Hears of each act that was passed over because another event says the same. */
  readonly known?: ((act: A, event: string) => void) | undefined;
  /** Makes one error of all that is refused; without it the first refusal is thrown. */
  readonly refused?: ((refused: readonly Refused<A>[]) => Error) | undefined;
}

export interface EngineOptions {
  readonly now: () => string;
  /** The tree over what the projections have taken already. */
  readonly tree?: MerkleTree | undefined;
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
  static readonly #sharedOn = new WeakMap<EventLog, Shared>();
  readonly #shared: Shared;

  private constructor(
    readonly log: EventLog,
    readonly follower: Follower,
    readonly now: () => string,
  ) {
    this.#shared = Engine.#sharedOn.get(log) ?? new Shared();
    Engine.#sharedOn.set(log, this.#shared);
  }

  /** Opens an engine on a log: its projections have taken all that the log held when it was opened. */
  static async open(log: EventLog, projections: readonly Projection[], options: EngineOptions): Promise<Engine> {
    const engine = await Engine.begin(log, projections, options);
    await engine.follower.caughtUp();
    return engine;
  }

  /** Opens an engine that is on its way: `follower.caughtUp` waits until it is there. */
  static async begin(log: EventLog, projections: readonly Projection[], { now, tree }: EngineOptions): Promise<Engine> {
    const engine = new Engine(log, new Follower(log, projections, undefined, tree), now);
    await engine.follower.begin();
    return engine;
  }

  /** Stops to follow. The log stays open: who opened it closes it. */
  close = (): Promise<void> => this.follower.stop();

  get position(): number {
    return this.follower.position;
  }

  /** Returns the Merkle tree over the record: its head at a position names the record up to there. */
  get tree(): MerkleTree {
    return this.follower.tree;
  }

  head = (): Promise<Head> => this.log.head();

  /** An event of the record by its id. */
  async event(id: string): Promise<Recorded | undefined> {
    const position = this.follower.positionOf(id);
    return position === undefined ? undefined : (await this.follower.after(position - 1, 1))[0];
  }

  /** Returns the events of a stream, oldest first. */
  async stream(name: string): Promise<Recorded[]> {
    const events: Recorded[] = [];
    for await (const event of this.log.read(name)) events.push(this.follower.demandTaken(event));
    return events;
  }

  /**
   * Records acts in their order. All of them are decided before the first is appended; what is known already is passed over, so
   * that running it again completes what a crash left. Waits until the answers know it. Costs one step an act, and one for each event
   * that their streams hold, however they are mixed.
   *
   * @throws {UnreadableEvent} for an act that does not fit its schema, {EventTooLarge} for one too large: nothing is stored then.
   * @throws {Refusal} when the domain says no, and for a known id with other content: nothing is stored then.
   * @throws {RevisionConflict} when `expected` does not hold.
   */
  async record<A extends Act>(acts: readonly A[], options: RecordOptions<A> = {}): Promise<Recording> {
    const { dryRun = false, expected, progress, known } = options;
    const asking = { today: options.supposing ? null : latestDayAt(this.now()), again: options.again };
    const sizes = new Map(acts.map((act) => [act, demandSize(act.stream, encode(act.draft))]));
    const streams = new Map<string, DecidingStream>();
    for (const { stream } of acts) if (!streams.has(stream)) streams.set(stream, await this.#read(stream));
    const [first] = acts;
    if (first) streams.get(first.stream)?.demand(expected, acts);
    const said = decideAll(acts, streams, asking, options.refused);
    const news = acts.filter((act) => !said.has(act));
    let recorded = 0;
    let done = 0;
    let named = expected;
    if (!dryRun) progress?.(done, news.length);
    for (const batch of dryRun ? [] : batchesOf(news, sizes)) {
      const mine = batch[0]?.stream === first?.stream ? named : undefined;
      if (mine !== undefined) named = undefined; // later appends to it follow on this one
      const passed = await this.#shared.turns.run(batch[0]?.stream ?? '', () => this.#append(batch, streams, asking, mine));
      for (const [act, event] of passed) said.set(act, event);
      recorded += batch.length - passed.size;
      progress?.((done += batch.length), news.length);
    }
    for (const [act, event] of said) if (event !== act.draft.id) known?.(act, event);
    if (dryRun) return { recorded: news.length, known: acts.length - news.length };
    for (const act of acts) await this.follower.reached(said.get(act) ?? act.draft.id);
    return { recorded, known: acts.length - recorded };
  }

  /**
   * Appends acts on one stream, as they were decided; where somebody else appended meanwhile, reads and decides again, unless a
   * revision is named.
   *
   * @returns the acts that somebody else's made needless, each with the event that says the same.
   */
  async #append<A extends Act>(
    acts: readonly A[],
    streams: Map<string, DecidingStream>,
    asking: Asking,
    expected?: number,
  ): Promise<ReadonlyMap<A, string>> {
    const { stream: name } = acts[0] as A;
    const { appends } = this.#shared;
    let before = -1;
    for (let attempt = 1; ; attempt++) {
      let stream = streams.get(name) as DecidingStream;
      if (attempt > 1 || stream.appends !== (appends.get(name) ?? 0)) {
        stream = await this.#read(name);
        streams.set(name, stream);
      }
      const { length } = stream;
      stream.demand(expected, acts);
      const said = new Map<A, string>();
      for (const act of acts) {
        const known = stream.awaits(act.draft.id) ? null : stream.take(act.draft, asking);
        if (known !== null) said.set(act, known);
      }
      const drafts = acts.filter((act) => !said.has(act)).map(({ draft }) => draft);
      if (drafts.length === 0) return said;
      try {
        await this.log.append(name, drafts, length);
        stream.holds(drafts);
        stream.appends = (appends.get(name) ?? 0) + 1;
        appends.set(name, stream.appends);
        return said;
      } catch (error) {
        // The one says that the stream moved on; the other, that it did so with some of these very acts.
        const raced = error instanceof RevisionConflict || (error instanceof InvalidAppend && length !== before);
        if (!raced || expected !== undefined || attempt >= ATTEMPTS) throw error;
        before = length;
      }
    }
  }

  #read = (stream: string): Promise<DecidingStream> => DecidingStream.read(this.log, stream, this.#shared.appends.get(stream) ?? 0);
}

/** What the engines of one process that share a log tell each other. */
class Shared {
  /** Whoever appends to one stream decides on what the one before left there. */
  readonly turns = new KeyedMutex();
  /** How often this process appended to each stream. */
  readonly appends = new Map<string, number>();
}
