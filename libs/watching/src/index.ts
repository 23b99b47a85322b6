export type { Change } from './change.js';
export { type Cursor, cursorAt, readCursor, writeCursor } from './cursor.js';
export { ORIGIN } from './place.js';
export { Watching } from './watching.js';
