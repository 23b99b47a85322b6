export { type AskedItem, type AskedMeasures, type AskedOf, isAskedAbout } from './asked.js';
export { type Assessed, assess, everBound, type State, statusOf, type Unannounced } from './assessment.js';
export { type BearsOn, bearsOn } from './bears-on.js';
export { sorted, turningDays } from './change-days.js';
export { Checks } from './checks.js';
export { beginningOf, dayAt, mayHaveTurned, quarterOf } from './civil-time.js';
export { checkedThrough, confirmingAct } from './confirmation.js';
export { easesFor, easing, easingStanding, type FacilitationStanding, facilitations, type OpenFacilitation } from './facilitations.js';
export { lists } from './frames.js';
export { Generations } from './generations.js';
export {
  ALL_OTHER_GOODS,
  type AskedGoods,
  asksDualUse,
  beyondGoods,
  covered,
  DUAL_USE,
  isFrame,
  isOfDualUse,
  namedIn,
  namesDualUse,
  touchesItem,
  within,
} from './goods.js';
export { knowledgeDays } from './knowledge-days.js';
export { type CalendarChange, isFrameOn, type Life, life, scopesOf, termDays, terms } from './life.js';
export { EPOCHS, epochOf, isDated } from './membership-epochs.js';
export { measuresTouchedBy } from './mentions.js';
export { type Part, scopeCountries, toldApart, touchesCountry } from './parts.js';
export {
  type CheckOf,
  COMMITMENT_STATUSES,
  type CommitmentStatus,
  daysAfter,
  type Promised,
  promised,
  standingOf,
  type Word,
  wordOn,
} from './promises.js';
export { agrees, type PartyReading, readings } from './readings.js';
export { because, reasons } from './reasons.js';
export { type RecordReader, SHOWN, type Shown, streamsOf } from './record-reader.js';
export { RecordView, type Supposed } from './record-view.js';
export { remember } from './remember.js';
export { daysOf, isNamed, type Meeting, meetings, type Round, roundOn, roundStanding } from './rounds.js';
export { bestSource, isAddress, type Named, namedSource, noteAt, type Sourced, sourcesAt } from './sources.js';
export { listStanding, standing } from './standing.js';
export {
  BINDING,
  calendarChanges,
  type OnDay,
  ORDER,
  onDay,
  type PartStatus,
  type Status,
  statusByTexts,
  suspendedBy,
  type TextStatus,
} from './status.js';
export { atOnce, finish, gather, inOneStep, type Steps, sortInSteps } from './steps.js';
export { byDay, byPublication, type Data, dayOrder, entryOf, is, publicBy, type SeenOf, speaks, type Told, told } from './told.js';
export { appliesFrom, type Clocks, inOrder, retractions, type Seen, visibilityMask, visible } from './visible.js';
export { asTold, rankOf } from './within-day.js';
