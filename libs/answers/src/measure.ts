import type { MeasureId } from '@in-force/events';
import { assess, type Steps } from '@in-force/rules';
import type { ExplainAnswer, InstrumentAnswer, MeasureAnswer } from './answer.schema.js';
import { control } from './control.js';
import { derivation } from './derivation.js';
import { explain } from './explanation.js';
import { flips } from './flips.js';
import { history } from './history.js';
import { act } from './instrument.js';
import { asked } from './parse-question.js';
import { PARAMETERS, type Question } from './question.js';
import type { ReadModel } from './read-model.js';
import { readThrough } from './read-through.js';

/**
 * Returns one measure under one question, with its explanation and its history.
 *
 * @throws {Unknown} for an id that the log never held, and for an act that is several measures.
 */
export function* showMeasure(model: ReadModel, id: MeasureId, question: Question): Steps<MeasureAnswer> {
  if (!model.events.has(id)) throw model.unknownMeasure(id);
  const view = model.viewAt(question);
  yield* model.findGoods(view, question, id);
  const { control: answer, assessed } = control(view, id, question);
  return {
    ...answer,
    asked: model.asked(view, question),
    ...readThrough(view, [answer.issuer], () => question.on),
    recordedAt: model.events.recordedAt(view.clocks.position),
    scope: assessed.life && assessed.terms.scope,
    explanation: explain(view, assessed, answer, question),
    history: history(view, id),
  };
}

/**
 * Returns one act: the measures it made, and those it touched.
 *
 * @throws {Unknown} for an act that the log never held.
 */
export function* showInstrument(model: ReadModel, id: string, question: Question): Steps<InstrumentAnswer> {
  const view = model.viewAt(question);
  yield* model.findGoods(view, question);
  const answer = yield* act(view, id, question);
  const issuers = answer.measures.map(({ issuer }) => issuer);
  return {
    ...answer,
    asked: model.asked(view, question),
    ...readThrough(view, issuers, () => question.on),
    recordedAt: model.events.recordedAt(view.clocks.position),
  };
}

/**
 * Returns why a measure has its status, or why not the one expected: the rules in the order in which they were asked, and what would make
 * another answer.
 *
 * @throws {Unknown} as `showMeasure` does.
 */
export function* explainMeasure(model: ReadModel, id: MeasureId, question: Question): Steps<ExplainAnswer> {
  const { expect } = question;
  const { explanation, history: _, scope: __, asked: ___, ...answer } = yield* showMeasure(model, id, question);
  const view = model.viewAt(question);
  const assessed = assess(view, id, question);
  return {
    ...answer,
    asked: asked(question, view.clocks.position, PARAMETERS.explain) as ExplainAnswer['asked'],
    holds: expect === null ? null : answer.status === expect,
    derivation: assessed.life === null ? [] : derivation(view, assessed, question),
    flips: yield* flips(view, id, question, answer.status, expect),
    explanation,
  };
}
