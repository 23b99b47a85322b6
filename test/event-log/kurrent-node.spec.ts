import { openLog } from '@in-force/event-log';
import { describeOnServer, KurrentNode, WHERE } from '../kit/kurrent-node.js';
import { describeEventLog } from './contract.js';

let node: KurrentNode;
let logs = 0;

describeOnServer(`A real server ${WHERE}`, () => {
  beforeAll(async () => {
    node = await KurrentNode.started();
  }, 60_000);
  afterAll(() => node.stop());

  const fresh = () => `${node.url}${node.url.includes('?') ? '&' : '?'}streamPrefix=t${process.pid}_${Date.now()}_${++logs}_`;
  describeEventLog('KurrentLog', (now) => openLog(fresh(), { now, kurrent: { patience: { lease: 2_000 } } }));
});
