// Another process that writes snapshots: `node snapshotter.mjs LOG FOLDER TIMES`, and tells with which it began and how far it got.
import { RunningRecord } from '@in-force/engine';
import { openLog } from '@in-force/event-log';

const [, , path, snapshots, times] = process.argv;
const now = () => '2026-11-23T12:00:00.000Z';
const log = await openLog(`sqlite:${path}`, { now, readOnly: true });
const record = await RunningRecord.open(log, { now, snapshots, tell: (sentence) => process.stderr.write(`${sentence}\n`) });
for (let written = 0; written < Number(times); written++) await record.snapshot();
process.stdout.write(`began ${record.began}, at ${record.engine.position}\n`);
await record.close();
await log.close();
