// Loads the founding record into the log named, and says after each append how many events were acknowledged.
import { Engine, FOUNDING_RECORD, importRecord, readRecordFolder } from '@in-force/engine';
import { openLog } from '@in-force/event-log';

const now = () => '2026-11-23T12:00:00.000Z';
const log = await openLog(process.argv[2], { now });
const engine = await Engine.open(log, [], { now });
await importRecord(engine, await readRecordFolder(FOUNDING_RECORD), { progress: (done) => process.stdout.write(`${done}\n`) });
await engine.close();
await log.close();
