import type { AddressInfo } from 'node:net';
import { ControlsInForce } from '@in-force/answers';
import { type ApiOptions, createApp } from '@in-force/api';
import { Answers, Engine, eventId } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { type Draft, type Event, streamOf } from '@in-force/events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SOURCE } from './record.js';

/** A service on a log in memory and on a clock that tests move; it can be ended, and begun again on the same log. */
export class Clocked {
  readonly log = new MemoryLog(() => this.now);
  port: number | null = null;
  #app: NestFastifyApplication | null = null;
  #engine: Engine | null = null;
  #count = 0;

  constructor(
    /** The instant that it is. */
    public now: string,
    private readonly options: Partial<ApiOptions> = {},
  ) {}

  get app(): NestFastifyApplication {
    return this.#app as NestFastifyApplication;
  }

  async begin(): Promise<void> {
    const now = () => this.now;
    const controls = new ControlsInForce();
    const engine = await Engine.open(this.log, [controls], { now });
    const answers = new Answers(engine, controls, this.options.url ?? '');
    const app = await createApp(engine, answers, {
      now,
      token: null,
      patience: 20,
      heartbeat: 3,
      retry: 1,
      tick: 1,
      log: 'silent',
      ...this.options,
    });
    await app.listen(0, '127.0.0.1');
    [this.#engine, this.#app, this.port] = [engine, app, (app.getHttpServer().address() as AddressInfo).port];
  }

  async end(): Promise<void> {
    this.port = null;
    await this.#app?.close();
    await this.#engine?.close();
  }

  /** Moves the clock on by some milliseconds. */
  pass(milliseconds: number): void {
    this.now = new Date(Date.parse(this.now) + milliseconds).toISOString();
  }

  /** Records what is said of a measure, today: events of one act, recorded together. */
  async record(measure: string, ...events: readonly Event[]): Promise<void> {
    const correlation = `act-${++this.#count}`;
    for (const event of events) await this.append(streamOf('measure', measure), event, correlation);
  }

  async append(stream: string, { type, data }: Event, correlation = `act-${++this.#count}`): Promise<void> {
    let held = 0;
    for await (const _ of this.log.read(stream)) held += 1;
    const id = eventId(`${correlation} ${held}`, type, stream);
    const today = this.now.slice(0, 10);
    await this.log.append(stream, [{ id, type, data, publishedOn: today, sources: [SOURCE], correlation, causation: null } as Draft], held);
  }

  /** Asks, and gives what is answered as JSON; any other status than the one expected is an error. */
  async get<Answer>(url: string, status = 200): Promise<Answer> {
    const answer = await this.app.inject(url);
    if (answer.statusCode !== status) throw new Error(`${url} ${answer.statusCode} ${answer.payload}`);
    return answer.json() as Answer;
  }
}

/** A licensing requirement for goods to every other country, as China announces it. */
export const licence = (firstDay: string, item = 'gallium'): Event => ({
  type: 'measure.announced',
  data: {
    title: `A licence for ${item}`,
    kind: 'export-licence',
    issuer: 'CN',
    scope: { regions: ['world'], items: [{ item }] },
    firstDay,
  },
});
export const suspension = (from: string, through: string | null): Event => ({ type: 'measure.suspended', data: { from, through } });
export const revocation = (from: string): Event => ({ type: 'measure.revoked', data: { from } });
