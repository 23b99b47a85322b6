import { openLog } from '@in-force/event-log';

const now = () => new Date().toISOString();
const log = await openLog(process.argv[2], { now, kurrent: { patience: { lease: 4000 } } });
process.stdout.write('waiting\n');
const lease = await log.lease('calendar', new AbortController().signal);
process.stdout.write('held\n');
lease.lost.addEventListener('abort', () => process.stdout.write('lost\n'));
