// A process that tells watches: `node replica.mjs RECORD SERVICE`. Whoever started it sends the time that it is, and hears of each round.
import { ControlsInForce } from '@in-force/answers';
import { Courier, Desk, posting, SERVICE } from '@in-force/desk';
import { Answers, Changes, Engine } from '@in-force/engine';
import { openLog, openLogIn } from '@in-force/event-log';

const [, , recordUrl, serviceUrl] = process.argv;
const kurrent = { patience: { lease: 2_000 } };
let time = await new Promise((resolve) => process.once('message', resolve));
process.on('message', (later) => {
  time = later;
});
const now = () => time;
const controls = new ControlsInForce();
const engine = await Engine.open(await openLog(recordUrl, { now, kurrent }), [controls], { now });
const changes = new Changes(engine, new Answers(engine, controls, ''));
const desk = await Desk.open(await openLogIn(SERVICE, serviceUrl, { now, kurrent }), now);
const send = posting('local');
const post = async (to, headers, body, signal) => send(to, { ...headers, 'x-sender': String(process.pid) }, body, signal);
// Each round begins by looking how far lists are whole.
const look = changes.horizon.bind(changes);
changes.horizon = (signal) => {
  process.send({ round: true });
  return look(signal);
};
const courier = new Courier(desk, changes, { now, source: changes.recordName, secret: 'a secret of tests', post });
process.send({ ready: true });
await courier.run(new AbortController().signal, 20);
