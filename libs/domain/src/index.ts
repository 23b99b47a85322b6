export type { Asking, Proposed } from './admission.js';
export { decide } from './decide.js';
export { REFUSALS, Refusal, type RefusalCode } from './refusal.js';
export { StreamState, type Written } from './stream-state.js';
