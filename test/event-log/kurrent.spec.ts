import { openLog } from '@in-force/event-log';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { describeEventLog } from './contract.js';

let double: KurrentDouble;
let logs = 0;
beforeAll(async () => {
  double = await KurrentDouble.started();
});
afterAll(() => double.stop());

// With so small a ring, followers have to ask for history again and again.
describeEventLog('KurrentLog on a double', (now) =>
  openLog(`${double.url}&streamPrefix=t${++logs}_`, { now, kurrent: { ring: 32, patience: { lease: 2_000 } } }),
);
