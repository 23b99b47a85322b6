import { MemoryLog } from '@in-force/event-log';
import { describeEventLog, describeStamps } from './contract.js';

describeEventLog('MemoryLog', (now) => new MemoryLog(now));
describeStamps((now) => new MemoryLog(now));
