// Another process that writes to a log: `node writer.mjs URL DRAFT` appends the draft again and again under ids of its own,
// and prints how many events the stream holds each time the log has acknowledged one.
import { writeSync } from 'node:fs';
import { openLog } from '@in-force/event-log';

const [, , url, text] = process.argv;
const draft = JSON.parse(text);
try {
  const log = await openLog(url, { now: () => new Date().toISOString() });
  log.announce('http://127.0.0.1:4000');
  let held = 0;
  for await (const _ of log.read('statement-a')) held++;
  for (;;) {
    const id = `00000000-0000-4000-8000-${String(held).padStart(12, '0')}`;
    held = await log.append('statement-a', [{ ...draft, id }], held);
    writeSync(1, `${held}\n`);
  }
} catch (error) {
  writeSync(1, `${error.name}: ${error.message}\n`);
}
