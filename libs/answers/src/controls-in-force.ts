import type { MeasureId } from '@in-force/events';
import { finish, gather, type Steps } from '@in-force/rules';
import type { ControlsAnswer, ExplainAnswer, InstrumentAnswer, MeasureAnswer, SpanRow } from './answer.schema.js';
import { onItsDay } from './at-seats.js';
import { type Control, control } from './control.js';
import { listDifferences, type Side } from './diff.js';
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
    return finish(this.inSteps.list(question));
  }

  /** Returns a list with the ids of its controls in their place, and how to show each of them. */
  outline<Made>(question: Question, make: (control: Control) => Made): ListOutline<Made> {
    return finish(this.inSteps.outline(question, make));
  }

  measure(id: MeasureId, question: Question): MeasureAnswer {
    return finish(this.inSteps.measure(id, question));
  }

  instrument(id: string, question: Question): InstrumentAnswer {
    return finish(this.inSteps.instrument(id, question));
  }

  explain(id: MeasureId, question: Question): ExplainAnswer {
    return finish(this.inSteps.explain(id, question));
  }

  spans(question: Question): Generator<SpanRow> {
    return spanRows(this, question);
  }

  matrix(question: Question) {
    return finish(this.inSteps.matrix(question));
  }

  /** Returns what differs between the controls of two questions, each difference with its cause. */
  diff(a: Question, b: Question) {
    return finish(this.inSteps.diff(a, b));
  }

  /** The same answers in steps, for who is not alone: between two of them others have their turn. */
  readonly inSteps = {
    list: (question: Question) => listInSteps(this, question),
    outline: <Made>(question: Question, make: (control: Control) => Made) => outlineOf(this, question, make),
    measure: (id: MeasureId, question: Question) => showMeasure(this, id, question),
    instrument: (id: string, question: Question) => showInstrument(this, id, question),
    explain: (id: MeasureId, question: Question) => explainMeasure(this, id, question),
    matrix: (question: Question) => countCells(this, question),
    diff: (a: Question, b: Question) => diffInSteps(this, a, b),
    differences: (a: Listed, b: Listed) => listDifferences(sideOf(this, a), sideOf(this, b)),
  };
}

/** A question, and the controls of its whole list. */
type Listed = Pick<Side, 'question' | 'controls'>;

const sideOf = (model: ReadModel, listed: Listed): Side => ({ known: model.viewAt(listed.question), ...listed });

function* listInSteps(model: ReadModel, question: Question): Steps<ControlsAnswer> {
  const view = model.viewAt(question);
  const { ids, asked, show: _, ...rest } = yield* outlineOf(model, question, asItIs);
  return { asked, controls: yield* gather(ids, (id) => [control(view, id, onItsDay(view, id, question)).control]), ...rest };
}

function* diffInSteps(model: ReadModel, a: Question, b: Question) {
  function* side(question: Question): Steps<Side> {
    const { controls } = yield* listInSteps(model, { ...question, limit: Number.POSITIVE_INFINITY });
    return sideOf(model, { question, controls });
  }
  const sides = [yield* side(a), yield* side(b)] as const;
  return {
    differences: yield* listDifferences(...sides),
    recordedAt: model.events.recordedAt(Math.max(model.positionOf(a), model.positionOf(b))),
  };
}
