export { ApiModule } from './api.module.js';
export { type Settings, settingsFrom } from './config.js';
export { createApp } from './create-app.js';
export * as dto from './measures.dto.js';
export type { ApiOptions } from './options.js';
export { PROBLEMS } from './problems.js';
export { boundsTable } from './route-bounds.data.js';
export { greeting, type Served, serve } from './serve.js';
