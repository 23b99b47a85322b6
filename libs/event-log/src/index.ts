export * from './event-log.js';
export type { Pause } from './local.js';
export * from './memory.js';
export * from './open.js';
export * from './sqlite.js';
