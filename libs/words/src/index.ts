export { actsNumbered, asId, type KnownAct } from './acts.js';
export { isToday, readDay } from './days.js';
export { readInstant } from './instants.js';
export { findItemNamed, readItem } from './items.js';
export { type Hints, nearest, nearIds } from './near.js';
export { type Fault, readRecordable } from './recorded.js';
export { readParty, readRegion, readRegions } from './regions.js';
export { readTerm, readTerms } from './terms.js';
export { refuse, Unreadable } from './unreadable.js';
