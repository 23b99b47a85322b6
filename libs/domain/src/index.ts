export type { Asking, Proposed } from './admission.js';
export { decide } from './decide.js';
export { Held, type Written } from './held.js';
export { REFUSALS, Refusal, type RefusalCode } from './refusal.js';
