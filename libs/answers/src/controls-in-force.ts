import type { MeasureId } from '@in-force/events';
import type { ControlsAnswer, ExplainAnswer, InstrumentAnswer, MeasureAnswer, SpanRow } from './answer.schema.js';
import { type Control, control } from './control.js';
import { differences, type Side } from './diff.js';
import { type ListOutline, outlineOf } from './list.js';
import { countCells } from './matrix.js';
import { explainMeasure, showInstrument, showMeasure } from './measure.js';
import type { Question } from './question.js';
import { ReadModel } from './read-model.js';
import { spanRows } from './spans.js';

/** The version of the rules and the vocabulary. Raised whenever either changes what any answer says. */
export const RULES = 3;

const asItIs = (control: Control): Control => control;

/** Answers which controls are in force: each answer is a function of the read model, in a file of its name. */
export class ControlsInForce extends ReadModel {
  /**
   * Returns the controls in the states asked for, what was left out, and how far the sources were read.
   *
   * @throws {InvalidRequest} as `asked` does.
   */
  list(question: Question): ControlsAnswer {
    const view = this.viewAt(question);
    const { ids, asked, show: _, ...rest } = this.outline(question, asItIs);
    return { asked, controls: ids.map((id) => control(view, id, question).control), ...rest };
  }

  /** Returns a list with the ids of its controls in their place, and how to show each of them. */
  outline<Made>(question: Question, make: (control: Control) => Made): ListOutline<Made> {
    return outlineOf(this, question, make);
  }

  measure(id: MeasureId, question: Question): MeasureAnswer {
    return showMeasure(this, id, question);
  }

  instrument(id: string, question: Question): InstrumentAnswer {
    return showInstrument(this, id, question);
  }

  explain(id: MeasureId, question: Question): ExplainAnswer {
    return explainMeasure(this, id, question);
  }

  spans(question: Question): Generator<SpanRow> {
    return spanRows(this, question);
  }

  matrix(question: Question) {
    return countCells(this, question);
  }

  /** Returns what differs between the controls of two questions, each difference with its cause. */
  diff(a: Question, b: Question) {
    const side = (question: Question): Side => {
      const { controls } = this.list({ ...question, limit: Number.POSITIVE_INFINITY });
      return { known: this.viewAt(question), question, controls };
    };
    return {
      differences: differences(side(a), side(b)),
      recordedAt: this.events.recordedAt(Math.max(this.positionOf(a), this.positionOf(b))),
    };
  }
}
