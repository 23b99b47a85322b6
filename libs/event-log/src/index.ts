export { type Copied, copyLog } from './copy.js';
export * from './event-log.js';
export type { Pause } from './local.js';
export * from './memory.js';
export * from './open.js';
export * from './overlay.js';
export * from './sqlite.js';
export { Turns } from './turns.js';
