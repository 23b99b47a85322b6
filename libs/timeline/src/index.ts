export type { Control } from './control.js';
export {
  type Asked,
  Controls,
  type ControlsAnswer,
  type InstrumentAnswer,
  type MeasureAnswer,
  RULES,
} from './controls.js';
export { happened, inWords, provenance, sentence } from './describe.js';
export type { HistoryEntry } from './history.js';
export { compareIds } from './ids.js';
export { InvalidRequest, type Problem, Unknown } from './invalid.js';
export {
  type AskedItem,
  type AskedStatus,
  type Moment,
  PARAMETERS,
  parseQuestion,
  type Question,
  type Spelled,
  STATUSES,
  spellItem,
  spellQuestion,
} from './question.js';
export { ORDER, type Status } from './status.js';
export { touched } from './touched.js';
export { appliesFrom, type Seen, visible } from './visible.js';
