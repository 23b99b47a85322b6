import { MemoryLog, OverlayLog } from '@in-force/event-log';
import { describeEventLog, describeStamps } from './contract.js';

describeEventLog('MemoryLog', (now) => new MemoryLog(now));
describeStamps((now) => new MemoryLog(now));
describeEventLog('OverlayLog', (now) => OverlayLog.over(new MemoryLog(now), now));
