export { ColumnIndex, type Hits } from './column-index.js';
export { EventIndex } from './event-index.js';
export type { EventStore } from './event-store.js';
export { type ReadView, readViewOf } from './facets.js';
export { itemNumbers } from './item-classes.js';
export { RulesIndex, sortStatuses } from './rules-index.js';
export type { MeasureStatus, Statuses, StatusIndex, StatusQuery } from './status-index.js';
export { type BasicDay, basicDay, dayOf } from './status-spans.js';
