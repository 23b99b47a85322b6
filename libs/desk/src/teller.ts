import { randomUUID } from 'node:crypto';
import { parseWatched, type Question, RULES } from '@in-force/answers';
import type { Changes, Horizon } from '@in-force/engine';
import type { Desk } from './desk.js';
import { bodyOf, type CourierOptions, type Message, messageOf } from './message.js';
import { sha256 } from './secrets.js';
import type { Watch } from './watch.js';

/** How many changes are told at once, in one append. */
const PART = '50';

/** Tells watches what changed, each change once: their deliveries are its appends. */
export class Teller {
  /** Up to where was looked for changes of which a watch is not told, by the cursor that it has. */
  readonly #passed = new Map<string, { readonly cursor: string; readonly next: string }>();

  constructor(
    private readonly desk: Desk,
    private readonly changes: Changes,
    private readonly options: CourierOptions,
  ) {}

  /** Appends the next part of what changed in the answer to a watch's question. Returns whether there is more. */
  async tell(watch: Watch, horizon: Horizon): Promise<boolean> {
    if (watch.state === 'disabled') return false;
    const passed = this.#passed.get(watch.id);
    const question = parseWatched({ ...watch.question, limit: PART }, this.options.now());
    const { cursor, renewed } = this.changes.resumed(passed?.cursor === watch.cursor ? passed.next : watch.cursor);
    const { answer, next } = await this.changes.after(question, cursor, horizon);
    const messages = answer.changes.filter(({ cause }) => watch.causes.includes(cause)).map(messageOf);
    if (renewed && watch.causes.includes('rules')) messages.unshift(this.#newRules(question, horizon));
    const written = this.changes.written(next);
    if (messages.length > 0) await this.#append(watch, messages, written);
    else this.#passed.set(watch.id, { cursor: watch.cursor, next: written });
    return answer.more;
  }

  #newRules(question: Question, horizon: Horizon): Message {
    const data = { cause: 'rules', rules: RULES, controls: this.changes.answerAt(question, horizon) };
    return { type: 'in-force.answer.changed', time: horizon.through, data };
  }

  async #append(watch: Watch, messages: readonly Message[], next: string): Promise<void> {
    let { sequence, previous } = watch;
    const told = messages.map((message) => {
      sequence += 1;
      const id = randomUUID();
      const body = bodyOf(message, { id, source: this.options.source(), now: this.options.now(), watch, numbered: { sequence, previous } });
      previous = sha256(body);
      return { id, type: 'delivery.told' as const, data: { sequence, body, next } };
    });
    await this.desk.sayAt(watch, told);
  }
}
