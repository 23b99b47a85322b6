export { ColumnIndex, type Hits } from './column-index.js';
export { EventIndex } from './event-index.js';
export type { EventStore } from './event-store.js';
export type { ReadView } from './facets.js';
export { ELSEWHERE, PLACES } from './item-classes.js';
export { type BasicDay, basicDay, dayOf } from './status-spans.js';
