import { type EventType, isMending } from '@in-force/events';

import {
  type Correcting,
  changed,
  counts,
  formOf,
  gives,
  type Kept,
  latestOf,
  type Mending,
  replacementIn,
  type Saying,
  saidBy,
  spelled,
  stands,
  turnedBy,
  type Written,
} from './kept-event.js';

export type { Saying, Written };

/**
 * What a stream amounts to, folded forward: the latest correction that was not retracted wins, and a retraction that was itself
 * retracted takes out nothing. Adding an event costs one step, or, where it names a correction or a retraction that others have
 * followed, one for each of those. Adding never refuses: the past is what it is.
 */
export class StreamState {
  readonly #events = new Map<string, Kept>();
  /** How many events count, by the type that their corrections gave them. */
  readonly #counts = new Map<EventType, number>();
  /** The events that count, by what they say. */
  readonly #saying = new Map<string, Set<string>>();

  add(event: Written): void {
    const of = isMending(event) ? (this.#events.get(event.data.event) ?? null) : null;
    const kept: Kept = {
      event,
      says: saidBy(event, of),
      of,
      corrections: [],
      retractions: [],
      out: 0,
      root: null as never,
      form: null as never,
    };
    const root = event.type === 'record.corrected' && of ? of.root : kept;
    Object.assign(kept, { root, form: kept });
    this.#events.set(event.id, kept);
    if (!isMending(event)) this.#count(kept, 1);
    else if (event.type === 'record.retracted') this.#retract(kept);
    else if (of && of.event.type !== 'record.retracted') {
      of.corrections.push(kept);
      if (gives(of)) this.#reform(root, kept);
    }
  }

  /** Returns the event with this id. */
  event(id: string): Written | undefined {
    return this.#events.get(id)?.event;
  }

  /** Returns the type of an event as corrected, if it counts. */
  typeOf(id: string): EventType | undefined {
    const kept = this.#events.get(id);
    return kept && counts(kept) ? kept.form.says.type : undefined;
  }

  /** Returns whether an event of this type counts. */
  holds = (type: EventType): boolean => (this.#counts.get(type) ?? 0) > 0;

  /** Returns the event that a correction is about in the end, as it was recorded; any other is its own. */
  original(id: string): Written | undefined {
    return this.#events.get(id)?.root.event;
  }

  /**
   * Returns what a correction would put in the place of the event that it names, in today's shape.
   *
   * @throws {UnreadableEvent} where nobody can read that.
   */
  replacementOf(correction: Correcting): Saying {
    return replacementIn(correction, this.#events.get(correction.data.event) ?? null);
  }

  /**
   * Returns the event that counts and says the same, public on the same day; for a retraction, one that takes out the same event already.
   */
  findSame(event: Saying): string | null {
    const named = isMending(event) ? this.#events.get(event.data.event) : undefined;
    if (event.type === 'record.retracted') return named?.retractions.find(stands)?.event.id ?? null;
    if (event.type !== 'record.corrected') return this.#saying.get(spelled(event))?.values().next().value ?? null;
    const latest = named && latestOf(named);
    return latest && spelled(latest.event) === spelled(event) ? latest.event.id : null;
  }

  /** Returns the type that one more event would come to count as, if a correction or retraction were added. */
  typeGainedBy(event: Mending): EventType | null {
    const named = this.#events.get(event.data.event);
    if (!named) return null;
    if (event.type === 'record.corrected') {
      const { root } = named;
      return stands(root) && gives(named) ? changed(root.form, replacementIn(event, named)) : null;
    }
    const turned = turnedBy(named);
    if (!turned) return null;
    if (turned.event.type === 'record.corrected')
      return stands(turned.root) ? changed(turned.root.form, formOf(turned.root, turned).says) : null;
    return stands(turned) ? null : turned.form.says.type;
  }

  /** Takes an event out, and brings back what that one had taken out, and so on. */
  #retract(retraction: Kept): void {
    retraction.of?.retractions.push(retraction);
    for (let by = retraction; by.of; by = by.of) {
      const { of } = by;
      const before = stands(of);
      of.out += stands(by) ? 1 : -1;
      if (stands(of) === before) return;
      if (of.event.type === 'record.retracted') continue;
      if (of.event.type === 'record.corrected') this.#reform(of.root, formOf(of.root));
      else this.#count(of, before ? -1 : 1);
      return;
    }
  }

  #reform(root: Kept, form: Kept): void {
    if (stands(root)) this.#count(root, -1);
    root.form = form;
    if (stands(root)) this.#count(root, 1);
  }

  #count({ event: { id }, form: { says } }: Kept, by: 1 | -1): void {
    this.#counts.set(says.type, (this.#counts.get(says.type) ?? 0) + by);
    const words = spelled(says);
    const saying = this.#saying.get(words) ?? new Set();
    this.#saying.set(words, saying);
    if (by === 1) saying.add(id);
    else saying.delete(id);
  }
}
