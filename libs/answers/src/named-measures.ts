import { MeasureId } from '@in-force/events';
import type { Events } from '@in-force/index';
import { actsNumbered, asId, type KnownAct } from '@in-force/words';
import { InvalidRequest, Unknown } from './errors.js';
import type { Question } from './question.js';
import { firstNamed } from './unknown-measure.js';

/** The measures and acts of a record, by what people call them. */
export class NamedMeasures {
  #actsAt: { readonly position: number; readonly acts: readonly KnownAct[] } | undefined;

  constructor(private readonly events: Events) {}

  /**
   * Returns the id of the measure or act that a text names: by its id, in whatever case, or by the number of the act. What names none is
   * returned as it is.
   *
   * @throws {Unknown} naming them where that is the number of several acts.
   */
  idNamed(text: string): string {
    const id = asId(text);
    for (const known of [text, id]) if (this.events.has(known) || this.events.byInstrument(known).length > 0) return known;
    if (MeasureId.safeParse(text).success) return text;
    const acts = actsNumbered(text, this.#acts());
    if (acts.length > 1) throw new Unknown(`"${text}" is the number of ${acts.length} acts: ${acts.join(', ')}. Name one.`, acts);
    return acts[0] ?? text;
  }

  /** Returns a question with the id of the measure that it names. */
  withMeasureNamed(question: Question): Question {
    const { measure } = question;
    if (measure === null || this.events.has(measure)) return question;
    try {
      return { ...question, measure: this.idNamed(measure) };
    } catch (error) {
      throw error instanceof Unknown ? new InvalidRequest([{ pointer: '/measure', detail: error.message }]) : error;
    }
  }

  /** Returns every act that is named, as it was named first. Kept while the record stands. */
  #acts(): readonly KnownAct[] {
    const { position } = this.events;
    if (this.#actsAt?.position !== position) {
      this.#actsAt = { position, acts: this.events.instruments().flatMap((id) => firstNamed(this.events, id) ?? []) };
    }
    return this.#actsAt.acts;
  }
}
