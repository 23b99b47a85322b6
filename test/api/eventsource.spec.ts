import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { Recorded } from '@in-force/events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventSource } from 'eventsource';
import { said, stream as statements } from '../kit/drafts.js';
import { announcement, stream as measure, revocation } from '../kit/engine.js';
import { Line, seeded } from '../kit/lines.js';
import { MEASURE, NOW } from '../kit/record.js';

const now = () => NOW;

/** A log that is read only once its gate is open, as a long one is. */
class Gated extends MemoryLog {
  gate: Promise<void> = Promise.resolve();
  override async *tail(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
    await this.gate;
    yield* super.tail(after, signal);
  }
}

/** A server that is ended and begun again on one log, elsewhere each time. */
class Service {
  readonly log = new Gated(now);
  port: number | null = null;
  #starting: string | null = null;
  #app: NestFastifyApplication | null = null;
  #engine: Engine | null = null;
  #count = 0;

  async begin(): Promise<void> {
    const controls = new ControlsInForce();
    const engine = await Engine.begin(this.log, [controls], { now });
    const app = await createApp(engine, new Answers(engine, controls), {
      now,
      token: null,
      patience: 20,
      heartbeat: 3,
      retry: 1,
      starting: () => this.#starting,
      log: 'silent',
    });
    await app.listen(0, '127.0.0.1');
    [this.#engine, this.#app, this.port] = [engine, app, (app.getHttpServer().address() as AddressInfo).port];
  }

  async end(): Promise<void> {
    this.port = null;
    await this.#app?.close();
    await this.#engine?.close();
  }

  /** Ends, grows meanwhile, and begins again: until all have come it answers 503, all but the stream, and has read nothing. */
  async restart(meanwhile: () => Promise<void>, lines: readonly Line[]): Promise<void> {
    await this.end();
    await meanwhile();
    let open = (): void => undefined;
    this.log.gate = new Promise((resolve) => (open = resolve));
    this.#starting = 'Reading the record: at position 0.';
    for (const line of lines) line.answered = false;
    await this.begin();
    expect((await this.#app?.inject('/v1/events'))?.statusCode).toBe(503);
    await meanwhile();
    while (lines.some(({ answered }) => !answered)) await setImmediate();
    open();
    await this.#engine?.follower.caughtUp();
    this.#starting = null;
  }

  /** Records what only those hear who have no filter, or else an act on the measure. */
  async record(act: boolean): Promise<void> {
    const stream = act ? measure : statements;
    let held = 0;
    for await (const _ of this.log.read(stream)) held += 1;
    const label = `e${++this.#count}`;
    await this.log.append(stream, [act ? (held === 0 ? announcement : revocation(label)) : said(label)], held);
  }
}

/** A client of the stream, through a line of its own. */
class Client {
  readonly got: number[] = [];
  begins: number | null = null;
  #source: EventSource | null = null;
  #heard = (): void => undefined;

  constructor(
    readonly line: Line,
    readonly query: string,
  ) {}

  async open(): Promise<void> {
    const source = new EventSource(`http://127.0.0.1:${await this.line.listen()}/v1/stream${this.query}`);
    this.#source = source;
    for (const type of ['statement.made', 'measure.announced', 'measure.revoked'])
      source.addEventListener(type, ({ data, lastEventId }) => {
        expect(JSON.parse(data)).toMatchObject({ type, position: lastEventId });
        this.got.push(Number(lastEventId));
        this.#heard();
      });
    source.addEventListener('position', ({ lastEventId }) => {
      this.begins ??= Number(lastEventId);
      this.#heard();
    });
    source.addEventListener('error', () => this.#heard());
    await this.until(() => this.begins !== null);
  }

  /** Waits for something that it hears. */
  async until(there: () => boolean): Promise<void> {
    while (!there()) {
      if (this.#source?.readyState === EventSource.CLOSED) throw new Error(`It gave up at ${this.got.at(-1)}.`);
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  close(): void {
    this.#source?.close();
    this.line.close();
  }
}

const QUERIES = ['?after=0', '', `?measure=${MEASURE}`, '?issuer=CN&after=0', ''];
const WORLDS = 20;
const LAST = 40;

it.each(Array.from({ length: WORLDS }, (_, world) => [world]))(
  'an EventSource loses nothing, doubles nothing and keeps the order, through cuts, restarts and times of 503: %i',
  async (world) => {
    const chance = seeded(world);
    const service = new Service();
    await service.record(true);
    await service.begin();
    const clients = QUERIES.map((query, index) => new Client(new Line(service, seeded(1_000 * world + index)), query));
    const some = async () => {
      for (let count = chance() * 4; count > 0; count--) await service.record(chance() < 0.3);
    };
    await Promise.all(clients.map((client) => client.open()));
    const restarts = [12, 26].map((at) => Math.floor(at + chance() * 8));
    for (let step = 0; step < LAST; step++) {
      if (restarts.includes(step))
        await service.restart(
          some,
          clients.map(({ line }) => line),
        );
      else await service.record(chance() < 0.3);
      if (chance() < 0.2) for (const { line } of clients) if (chance() < 0.5) line.cut();
      for (let turns = chance() * 30; turns > 0; turns--) await setImmediate();
    }
    for (const { line } of clients) line.calm = true;
    await service.record(true); // which everybody hears
    const { position: last } = await service.log.head();
    await Promise.all(clients.map((client) => client.until(() => client.got.at(-1) === last)));
    const all: Recorded[] = [];
    for await (const event of service.log.tail(0, new AbortController().signal)) if (all.push(event) === last) break;
    for (const { got, begins, query } of clients) {
      const heard = all.filter(({ position, stream }) => position > (begins ?? 0) && (!/measure|issuer/.test(query) || stream === measure));
      expect([query, got]).toEqual([query, heard.map(({ position }) => position)]);
    }
    expect(clients.reduce((cuts, { line }) => cuts + line.cuts, 0)).toBeGreaterThan(0);
    for (const client of clients) client.close();
    await service.end();
  },
);
