import { randomUUID } from 'node:crypto';
import { memoryLogIn, RevisionConflict, Waiters } from '@in-force/event-log';
import { DeskState, NoSuch } from './desk-state.js';
import type { Keys } from './keys.js';
import type { Right } from './rights.js';
import { newKey, randomText, sha256 } from './secrets.js';
import { SERVICE, type ServiceDraft, type ServiceEvent, type ServiceLog, type ServiceRecorded } from './service-language.js';
import type { Watch } from './watch.js';

/** How long the secret that a rotation replaces works on, in milliseconds: a day. */
const ROTATION = 86_400_000;

/** What the service does and may, made of its log: keys and watches. Everything that changes is appended there first, and follows from that. */
export class Desk {
  readonly #state = new DeskState();
  readonly #waiters = new Waiters();
  readonly #stop = new AbortController();
  #error: Error | null = null;
  #following: Promise<void> = Promise.resolve();

  private constructor(
    readonly log: ServiceLog,
    readonly now: () => string,
  ) {}

  /** Reads the log to its end, and follows it from there. */
  static async open(log: ServiceLog, now: () => string): Promise<Desk> {
    const desk = new Desk(log, now);
    const { position } = await log.head();
    desk.#following = desk.#follow();
    await desk.#until(() => desk.#state.position >= position);
    return desk;
  }

  /** Returns a desk that is forgotten with its process. */
  static inMemory = (now: () => string): Promise<Desk> => Desk.open(memoryLogIn(SERVICE, now), now);

  /** What stopped it from following its log; null while nothing did. */
  get error(): Error | null {
    return this.#error;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#waiters.wake();
    await this.#following;
    await this.log.close();
  }

  get keys(): Keys {
    return this.#state.keys;
  }

  /** Returns a watch that was not deleted. @throws {NoSuch} where there is none. */
  watch = (id: string): Watch => this.#state.watch(id);

  /** Returns the watches that were not deleted, oldest first. */
  watches = (): readonly Watch[] => this.#state.watches();

  /** Returns the number of the first delivery of a watch that was told since an instant; one more than its last where none was. */
  firstSince = (id: string, instant: string): number => this.#state.firstSince(id, instant);

  /** Waits until a watch has so many events. */
  reached = (id: string, size: number): Promise<void> => this.#until(() => this.#state.sizeOf(`watch-${id}`) >= size);

  /** Waits until something was said, or the signal aborts. */
  next = (signal: AbortSignal): Promise<void> => this.#waiters.next(signal);

  /** Yields what was said of a watch, oldest first. */
  said = (id: string): AsyncIterable<ServiceRecorded> => this.log.read(`watch-${id}`);

  /** Returns a delivery of a watch, as it is sent. @throws {NoSuch} where it has none of that number. */
  async delivery(id: string, sequence: number): Promise<{ readonly id: string; readonly body: string }> {
    const position = this.#state.positionOf(id, sequence);
    if (position !== undefined)
      for await (const { id, data } of this.log.stored(position - 1, position))
        return { id, body: (data as { readonly body: string }).body };
    throw new NoSuch(`The watch "${id}" has no delivery ${sequence}.`);
  }

  /** Issues a key. Its secret is returned here alone. */
  async issue(name: string, may: readonly Right[], by: string): Promise<{ readonly id: string; readonly secret: string }> {
    const [id, secret] = [randomText(12), newKey()];
    await this.#say(`key-${id}`, 0, [{ type: 'key.issued', data: { name, may: [...may], hash: sha256(secret) } }], by);
    return { id, secret };
  }

  /** Gives a key another secret; the one before works on for a day, unless it is to end now. */
  async rotate(id: string, by: string, { now = false } = {}): Promise<{ readonly secret: string; readonly until: string }> {
    this.#workingKey(id);
    const secret = newKey();
    const until = now ? this.now() : this.#tomorrow();
    await this.#sayNext(`key-${id}`, [{ type: 'key.rotated', data: { hash: sha256(secret), until } }], by);
    return { secret, until };
  }

  /** Ends a key. */
  async revoke(id: string, by: string): Promise<void> {
    this.#workingKey(id);
    await this.#sayNext(`key-${id}`, [{ type: 'key.revoked', data: {} }], by);
  }

  /** Makes a watch. */
  async make(made: Extract<ServiceEvent, { type: 'watch.made' }>['data'], by: string): Promise<Watch> {
    const id = randomText(12);
    await this.#say(`watch-${id}`, 0, [{ type: 'watch.made', data: made }], by);
    return this.watch(id);
  }

  /** Says something of a watch that was not deleted. @throws {NoSuch} where there is none. */
  async say(id: string, events: readonly ServiceEvent[], by: string): Promise<void> {
    this.watch(id);
    await this.#sayNext(`watch-${id}`, events, by);
  }

  /** Gives a watch another secret; both sign for a day. */
  rotateWatch = (id: string, by: string): Promise<void> => this.say(id, [{ type: 'watch.rotated', data: { until: this.#tomorrow() } }], by);

  /**
   * Says something of a watch as it was seen, with ids of its own where they are to be known before.
   *
   * @throws {RevisionConflict} where more was said of it meanwhile.
   */
  sayAt = ({ id, size }: Watch, events: readonly (ServiceEvent & { readonly id?: string })[], by = SERVICE_ITSELF): Promise<void> =>
    this.#say(`watch-${id}`, size, events, by);

  #workingKey(id: string): void {
    const key = this.keys.get(id);
    if (!key || key.revokedAt !== null) throw new NoSuch(`There is no key "${id}", or it was revoked.`);
  }

  #tomorrow = (): string => new Date(Date.parse(this.now()) + ROTATION).toISOString();

  /** Says something at the end of a stream, whatever others say of it meanwhile. */
  async #sayNext(stream: string, events: readonly ServiceEvent[], by: string): Promise<void> {
    for (;;)
      try {
        return await this.#say(stream, this.#state.sizeOf(stream), events, by);
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        await this.#until(() => this.#state.sizeOf(stream) >= error.actual);
      }
  }

  async #say(stream: string, expected: number, events: readonly (ServiceEvent & { readonly id?: string })[], by: string): Promise<void> {
    const correlation = randomUUID();
    const drafts = events.map((event) => ({ id: randomUUID(), ...event, by, correlation, causation: null }) as ServiceDraft);
    const held = await this.log.append(stream, drafts, expected);
    await this.#until(() => this.#state.sizeOf(stream) >= held);
  }

  async #until(there: () => boolean): Promise<void> {
    while (!there()) {
      if (this.#error) throw this.#error;
      if (this.#stop.signal.aborted) throw new Error('The desk was closed.');
      await this.#waiters.next(this.#stop.signal);
    }
  }

  async #follow(): Promise<void> {
    try {
      for await (const event of this.log.tail(0, this.#stop.signal)) {
        this.#state.apply(event);
        this.#waiters.wake();
      }
    } catch (error) {
      this.#error = error as Error;
    }
    this.#waiters.wake();
  }
}

/** Who does what nobody asked for. */
const SERVICE_ITSELF = 'in-force';
