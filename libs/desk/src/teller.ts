import { randomUUID } from 'node:crypto';
import { parseWatched, type Question, RULES } from '@in-force/answers';
import type { Changes, ChangesPart, Horizon } from '@in-force/engine';
import type { Desk } from './desk.js';
import { bodyOf, type CourierOptions, type Message, messageOf } from './message.js';
import { sha256 } from './secrets.js';
import type { Watch } from './watch.js';

/** How many changes are told at once, in one append. */
const PART = '50';

/** Tells watches what changed, each change once: their deliveries are its appends. */
export class Teller {
  /** How far each watch was told, by the cursor that it has: where to go on, and up to which horizon nothing more is found. */
  readonly #passed = new Map<string, { readonly cursor: string; readonly next: string; readonly horizon: Horizon | null }>();
  /** What was found up to a horizon: watches that ask the same, and stand at the same place, are told the same. */
  readonly #parts = new WeakMap<Horizon, Map<string, Promise<ChangesPart>>>();

  constructor(
    private readonly desk: Desk,
    private readonly changes: Changes,
    private readonly options: CourierOptions,
  ) {}

  /** Appends the next part of what changed in the answer to a watch's question. Returns whether there is more. */
  async tell(watch: Watch, horizon: Horizon): Promise<boolean> {
    if (watch.state === 'disabled') return false;
    const known = this.#passed.get(watch.id);
    const passed = known?.cursor === watch.cursor ? known : null;
    if (passed?.horizon && !this.changes.mayHaveGrown(passed.horizon, horizon)) return false;
    const question = parseWatched({ ...watch.question, limit: PART }, this.options.now());
    const { cursor, renewed } = this.changes.resumed(passed?.next ?? watch.cursor);
    const asked = `${passed?.next ?? watch.cursor} ${JSON.stringify(watch.question)}`;
    const { answer, next } = await this.#shared(asked, horizon, () => this.changes.after(question, cursor, horizon));
    const messages = answer.changes.filter(({ cause }) => watch.causes.includes(cause)).map(messageOf);
    if (renewed && watch.causes.includes('rules')) messages.unshift(this.#newRules(question, horizon));
    const written = this.changes.written(next);
    if (messages.length > 0) await this.#append(watch, messages, written);
    this.#passed.set(watch.id, {
      cursor: messages.length > 0 ? written : watch.cursor,
      next: written,
      horizon: answer.more ? null : horizon,
    });
    return answer.more;
  }

  #shared(asked: string, horizon: Horizon, find: () => Promise<ChangesPart>): Promise<ChangesPart> {
    const parts = this.#parts.get(horizon) ?? new Map<string, Promise<ChangesPart>>();
    const part = parts.get(asked) ?? find();
    this.#parts.set(horizon, parts.set(asked, part));
    return part;
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
