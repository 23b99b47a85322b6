import { addDays, type ExactDay, lastDayOf, type MeasureId, type Recorded, streamOf } from '@in-force/events';
import { sorted, turningDays } from './calendar.js';
import { type Control, control } from './control.js';
import { EPOCHS } from './epochs.js';
import type { Facts } from './facts.js';
import type { Known } from './known.js';
import { type Question, spellItem } from './question.js';

/** How many controls are remembered, at the most: some tens of megabytes. */
const MOST = 20_000;

/** What is remembered of a measure while nothing more is said of it: the days on which its answers may change, and answers. */
interface Memory {
  readonly version: string;
  readonly days: readonly ExactDay[];
  readonly shown: Map<string, Control>;
}

/**
 * Remembers how measures were shown at the present clocks: an answer is the same from one of the days that anything said of the
 * measure names to the next. The same question gives the same object, so that what was made of it can be remembered too.
 */
export class Remembered {
  readonly #memories = new Map<MeasureId, Memory>();
  #size = 0;

  constructor(private readonly facts: Facts) {}

  /** How many controls are remembered. */
  get size(): number {
    return this.#size;
  }

  /** One measure, as `control` shows it. Right only at the present clocks, and where the answer does not hang on other measures. */
  control(known: Known, id: MeasureId, question: Question): Control {
    const { on, region, item, reading } = question;
    const memory = this.#memory(known, id);
    const scheduled = on > (this.facts.recordedAt(this.facts.position)?.slice(0, 10) ?? on);
    const key = `${placeOf(memory.days, on)} ${region} ${item && spellItem(item)} ${reading} ${scheduled}`;
    const shown = memory.shown.get(key);
    if (shown) return shown;
    const made = control(known, id, question).control;
    memory.shown.set(key, made);
    if (++this.#size > MOST) this.#forget();
    return made;
  }

  #memory(known: Known, id: MeasureId): Memory {
    const before = this.#memories.get(id);
    const version = this.#version(known, id);
    if (before?.version === version) return before;
    if (before) this.#size -= before.shown.size;
    const life = known.life(id);
    const said = this.facts.streamsAbout(id).flatMap((stream) => this.facts.stream(stream));
    const days = sorted([...(life ? turningDays(life, null) : []), ...said.flatMap(daysOf), ...EPOCHS]);
    const memory = { version, days, shown: new Map<string, Control>() };
    this.#memories.set(id, memory);
    return memory;
  }

  /** How much was recorded that bears on a measure: of it, about it, and of how far its issuer's publications were read. */
  #version(known: Known, id: MeasureId): string {
    let count = 0;
    for (const stream of this.facts.streamsAbout(id)) count += this.facts.length(stream);
    const issuer = known.life(id)?.announced.data.issuer ?? '';
    return `${count} ${issuer} ${this.facts.length(streamOf('record', issuer))}`;
  }

  /** Forgets the half that was begun first. */
  #forget(): void {
    for (const [id, { shown }] of this.#memories) {
      if (this.#size <= MOST / 2) return;
      this.#size -= shown.size;
      this.#memories.delete(id);
    }
  }
}

/** The days on which something said of a measure begins to count, or ceases to. */
function daysOf(event: Recorded): ExactDay[] {
  const forms = event.type === 'record.corrected' ? [event, event.data.replacement] : [event];
  return forms.flatMap(({ publishedOn, data }) => {
    const { from, through } = data as { readonly from?: string; readonly through?: string | null };
    return [
      ...(publishedOn ? [lastDayOf(publishedOn)] : []),
      ...(from ? [lastDayOf(from)] : []),
      ...(through ? [addDays(lastDayOf(through), 1)] : []),
    ];
  });
}

/** How many of the days have come. */
function placeOf(days: readonly ExactDay[], on: ExactDay): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as ExactDay) <= on) low = middle + 1;
    else high = middle;
  }
  return low;
}
