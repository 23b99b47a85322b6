import { randomUUID } from 'node:crypto';
import { VERSION } from '@in-force/engine';
import { RevisionConflict } from '@in-force/event-log';
import { Webhook } from 'standardwebhooks';
import type { Desk } from './desk.js';
import { bodyOf, type CourierOptions, type Message } from './message.js';
import type { Outcome } from './post.js';
import { nextTry } from './schedule.js';
import { webhookSecret } from './secrets.js';
import type { ServiceEvent, ServiceRecorded } from './service-language.js';
import { dueOf, isTaken, type Watch, watchAfter } from './watch.js';

/** A delivery, or a test, that may be sent once. */
interface Admitted {
  readonly watch: Watch;
  readonly sequence: number | null;
  readonly attempt: number;
  readonly id: string;
  readonly body: string;
}

/** Sends what watches are told, in order, and notes what came of it. */
export class Sender {
  constructor(
    private readonly desk: Desk,
    private readonly options: CourierOptions,
    private readonly stop: AbortSignal,
  ) {}

  /** Sends what is due, one delivery after another; what is broken off is not noted, and sent once more. */
  async send(id: string): Promise<void> {
    let admitted = await this.#admit(this.desk.watch(id), []);
    while (admitted !== null) {
      const outcome = await this.#post(admitted);
      if (this.stop.aborted) return;
      admitted = await this.#note(admitted, outcome);
    }
  }

  /** Sends a test, which has no number, and returns what came of it. @throws {NoSuch} where there is no such watch. */
  async test(id: string, by: string): Promise<Outcome> {
    const watch = this.desk.watch(id);
    const message: Message = { type: 'in-force.answer.test', time: this.options.now(), data: { text: 'This is a test.' } };
    const name = randomUUID();
    await this.desk.say(id, [{ type: 'delivery.attempted', data: { sequence: null, attempt: 1 } }], by);
    const body = bodyOf(message, { id: name, source: this.options.source(), now: this.options.now(), watch, numbered: null });
    const outcome = await this.#post({ watch, sequence: null, attempt: 1, id: name, body });
    await this.desk.say(id, [this.#answered({ sequence: null, attempt: 1 }, outcome)], by);
    return outcome;
  }

  /** Appends what is to be noted of a watch, and with it that what is due now is sent. Returns that; null where nothing is due. */
  async #admit(watch: Watch, notes: readonly ServiceEvent[]): Promise<Admitted | null> {
    const then = notes.reduce(after, watch);
    const sequence = dueOf(then);
    const due = then.state === 'active' && sequence !== null && (then.retryAt === null || then.retryAt <= this.options.now());
    const attempt = then.failed + 1;
    const admission: readonly ServiceEvent[] = due ? [{ type: 'delivery.attempted', data: { sequence, attempt } }] : [];
    const said = [...notes, ...admission];
    if (said.length > 0) await this.desk.sayAt(watch, said);
    return due ? { watch: then, sequence, attempt, ...(await this.desk.delivery(watch.id, sequence)) } : null;
  }

  /** Notes what came of an attempt, whatever else was said of the watch meanwhile, and goes on with what is due. */
  async #note(admitted: Admitted, outcome: Outcome): Promise<Admitted | null> {
    const answered = this.#answered(admitted, outcome);
    const reason = whyDisabled(answered.data);
    const notes: ServiceEvent[] = [answered, ...(reason === null ? [] : [{ type: 'watch.disabled' as const, data: { reason } }])];
    for (;;) {
      const watch = this.desk.watch(admitted.watch.id);
      try {
        return await this.#admit(watch, notes);
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        await this.desk.reached(watch.id, error.actual);
      }
    }
  }

  async #post({ watch, id, body }: Admitted): Promise<Outcome> {
    const { now, secret, post } = this.options;
    if (watch.to === null || secret === null)
      return { status: null, error: 'There is nowhere to send it, or no IN_FORCE_SECRET to sign it.' };
    const [at, { rotation, bothUntil }] = [new Date(now()), watch];
    const rotations = bothUntil !== null && now() < bothUntil ? [rotation, rotation - 1] : [rotation];
    const signatures = rotations.map((one) => new Webhook(webhookSecret(secret, watch.id, one)).sign(id, at, body));
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': `In-Force/${VERSION}`,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    };
    return post(watch.to, headers, body, this.stop);
  }

  #answered = ({ sequence, attempt }: Pick<Admitted, 'sequence' | 'attempt'>, outcome: Outcome): Answered => ({
    type: 'delivery.answered',
    data: { sequence, attempt, ...outcome, at: this.options.now() },
  });
}

type Answered = Extract<ServiceEvent, { type: 'delivery.answered' }>;

/** Returns a watch as what is about to be said of it leaves it. */
const after = (watch: Watch, said: ServiceEvent): Watch => watchAfter(watch, { ...said, revision: watch.size } as ServiceRecorded) as Watch;

/** Returns why a watch is told no more after an answer; null where it is. */
function whyDisabled({ status, attempt, error, at }: Answered['data']): string | null {
  if (status === 410) return 'The receiver answered 410: it wants no more.';
  if (isTaken(status) || nextTry(attempt, at) !== null) return null;
  return `Tried ${attempt} times over more than five days; the last time: ${error ?? `the receiver answered ${status}.`}`;
}
