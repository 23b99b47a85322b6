export type { Asked, ControlsAnswer, ExplainAnswer, InstrumentAnswer, MeasureAnswer } from './answer.js';
export { arrangements } from './arrangements.js';
export type { AskedItem } from './asked.js';
export { commitments } from './commitments.js';
export type { Control } from './control.js';
export { Controls, RULES } from './controls.js';
export { datesFor } from './dates.js';
export type { Step } from './derivation.js';
export { inWords, place } from './describe.js';
export type { Difference } from './diff.js';
export { facilitationsOf } from './facilitation-list.js';
export { happened, provenance, sentence } from './happened.js';
export type { HistoryEntry } from './history.js';
export { compareIds } from './ids.js';
export { type Image, named, partOf, type Section } from './image.js';
export { InvalidRequest, type Problem, Unknown } from './invalid.js';
export type { Cell } from './matrix.js';
export { negotiations } from './negotiations.js';
export { COMMITMENT_STATUSES } from './promises.js';
export {
  type AskedStatus,
  asked,
  type Comparison,
  DIFF_PARAMETERS,
  type Moment,
  PARAMETERS,
  parseComparison,
  parseQuestion,
  type Question,
  type Spelled,
  STATUSES,
  spellComparison,
  spelled,
  spellItem,
  spellQuestion,
} from './question.js';
export { search } from './search.js';
export { standing } from './standing.js';
export { ORDER, type Status } from './status.js';
export type { Store } from './store.js';
export { licensing, readingsOf } from './subjects.js';
export { timeline, upcoming } from './timeline.js';
export { touched } from './touched.js';
export { appliesFrom, type Seen, visible } from './visible.js';
