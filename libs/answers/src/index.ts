export type { ControlsAnswer, ExplainAnswer, InstrumentAnswer, MeasureAnswer } from './answer.js';
export { arrangements } from './arrangements.js';
export { datesFor } from './calendar-feed.js';
export { commitments } from './commitments.js';
export type { Control } from './control.js';
export { ControlsInForce, RULES } from './controls-in-force.js';
export type { Difference } from './diff.js';
export { InvalidRequest, type Problem, Unknown } from './errors.js';
export { facilitationsOf } from './facilitation-list.js';
export { happened } from './happened.js';
export type { HistoryEntry } from './history.js';
export { findStandings, type ListOutline } from './list.js';
export type { Cell } from './matrix.js';
export { negotiations } from './negotiations.js';
export {
  asked,
  type Comparison,
  DIFF_PARAMETERS,
  PARAMETERS,
  parseComparison,
  parseQuestion,
  type Question,
  STATUSES,
  spellComparison,
  spelled,
  spellQuestion,
} from './question.js';
export { search } from './search.js';
export { licensing, readingsOf } from './subjects.js';
export { timeline, upcoming } from './timeline.js';
export { inWords, place } from './wording.js';
