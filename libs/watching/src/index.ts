export type { Change } from './change.js';
export { type Cursor, cursorAt, readCursor, writeCursor } from './cursor.js';
export { comparePlaces, ORIGIN, type Place } from './place.js';
export { mayHaveGrown, Watching } from './watching.js';
