import { once, setMaxListeners } from 'node:events';
import { ControlsInForce } from '@in-force/answers';
import { Courier, Desk, type Outcome, type Post, SERVICE, type ServiceLog } from '@in-force/desk';
import { Answers, Changes, Engine, eventId } from '@in-force/engine';
import { type EventLog, MemoryLog, memoryLogIn } from '@in-force/event-log';
import { type Draft, type Event, streamOf } from '@in-force/events';
import { SOURCE } from '../kit/record.js';

/** What a receiver was sent. */
export interface Received {
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: string;
}

/** A process that tells watches, on logs and a clock that tests give it. */
export class Replica {
  private constructor(
    readonly engine: Engine,
    readonly changes: Changes,
    readonly desk: Desk,
    readonly courier: Courier,
  ) {}

  static async begin(told: Told): Promise<Replica> {
    const now = () => told.now;
    const controls = new ControlsInForce();
    const engine = await Engine.open(told.log, [controls], { now });
    const changes = new Changes(engine, new Answers(engine, controls, ''));
    const desk = await Desk.open(told.service, now);
    const courier = new Courier(desk, changes, {
      now,
      source: changes.recordName,
      secret: 'a secret of tests',
      post: told.post,
      failed: (watch, error) => told.faults.push([watch, JSON.stringify(error)]),
    });
    return new Replica(engine, changes, desk, courier);
  }

  /** Tells and sends what there is. */
  async round(): Promise<void> {
    this.courier.round(await this.changes.horizon());
    await this.courier.idle();
  }
}

/** A record, a service log, a receiver, and a clock that tests move. */
export class Told {
  readonly log: EventLog = new MemoryLog(() => this.now);
  readonly service: ServiceLog = memoryLogIn(SERVICE, () => this.now);
  readonly received: Received[] = [];
  readonly faults: [string, string][] = [];
  /** The address of a receiver that does not answer. */
  hanging: string | null = null;
  /** What the receiver answers next; 204 where nothing is named. */
  readonly answers: (Outcome | Promise<Outcome>)[] = [];
  #count = 0;

  constructor(public now: string) {}

  post: Post = async (to, headers, body, signal) => {
    this.received.push({ to, headers, body, at: this.now });
    setMaxListeners(0, signal); // they may be many
    if (to === this.hanging) await once(signal, 'abort');
    return this.answers.shift() ?? { status: 204, error: null };
  };

  /** The numbers of what was received, and what it says. */
  get sequences(): readonly (string | undefined)[] {
    return this.received.map(({ body }) => JSON.parse(body).sequence);
  }

  pass(milliseconds: number): void {
    this.now = new Date(Date.parse(this.now) + milliseconds).toISOString();
  }

  async record(measure: string, { type, data }: Event): Promise<void> {
    const correlation = `act-${++this.#count}`;
    const stream = streamOf('measure', measure);
    let held = 0;
    for await (const _ of this.log.read(stream)) held += 1;
    const id = eventId(correlation, type, stream);
    const draft = { id, type, data, publishedOn: this.now.slice(0, 10), sources: [SOURCE], correlation, causation: null } as Draft;
    await this.log.append(stream, [draft], held);
    // Everything that was recorded together is whole after that.
    this.pass(11_000);
  }
}

export const ANSWERED = (status: number): Outcome => ({ status, error: null });
