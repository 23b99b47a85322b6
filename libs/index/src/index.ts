export { type Found, Lookup } from './column-index.js';
export { Facts } from './event-index.js';
export type { Store } from './event-store.js';
export type { Seeing } from './facets.js';
export { ELSEWHERE, PLACES } from './item-classes.js';
export { type DayNumber, dayNumber, dayOf } from './status-spans.js';
