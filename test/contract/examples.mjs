import { writeFileSync } from 'node:fs';
import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { EXAMPLES } from '../../apps/api/dist/openapi-examples.data.js';

// Asks the founding record for every example of the API anew, and writes down what it answers: node test/contract/examples.mjs
const now = () => '2026-11-26T12:00:00.000Z';
const token = 'a-secret-of-recorders';
const controls = new ControlsInForce();
const engine = await Engine.open(new MemoryLog(now), [controls], { now });
await loadFoundingRecord(engine);
const app = await createApp(engine, new Answers(engine, controls), { now, token, patience: 20, heartbeat: 60_000 });

/** What hangs on the head of the record is another answer tomorrow. */
const PINNED = /recordedAt=|position=|[?&]to=\d+$|^\/v1\/events\/|^\/v1\/measures\/[^/?]+\/[a-z]+$/;

const written = {};
for (const [path, { url, body }] of Object.entries(EXAMPLES)) {
  const post = { method: 'POST', payload: body, headers: { authorization: `Bearer ${token}` } };
  const answer = await app.inject({ url, ...(body && post) });
  if (answer.statusCode !== 200) throw new Error(`${url} ${answer.statusCode} ${answer.payload}`);
  written[path] = {
    url,
    ...(body && { body }),
    ...(PINNED.test(url) &&
      !/\/since/.test(path) && { answer: /json/.test(String(answer.headers['content-type'])) ? answer.json() : answer.payload }),
  };
}
await app.close();
await engine.close();

const file = new URL('../../apps/api/src/openapi-examples.data.ts', import.meta.url);
writeFileSync(
  file,
  `/** A question that a route can be tried with on the founding record, and what it answers; of what takes a body, that too. */
export interface Example {
  readonly url: string;
  readonly body?: unknown;
  readonly answer?: unknown;
}

/** By route. Kept by test/contract/examples.mjs. */
export const EXAMPLES: Readonly<Record<string, Example>> = ${JSON.stringify(written, null, 2)};
`,
);
