import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Outcome, webhookSecret } from '@in-force/desk';
import { type Cursor, readCursor, writeCursor } from '@in-force/watching';
import { Webhook } from 'standardwebhooks';
import { licence, revocation, suspension } from '../kit/clocked.js';
import { ANSWERED, type Received, Replica, Told } from './told.js';

const [SECOND, HOUR, DAY] = [1_000, 3_600_000, 86_400_000];
const TO = 'https://receiver.example/hook';
let told: Told;
let one: Replica;
beforeEach(async () => {
  told = new Told('2026-03-01T08:00:00.000Z');
  one = await Replica.begin(told);
});

/** Makes a watch on gallium that begins now. */
async function watch(more: { causes?: string[]; to?: string | null; question?: Record<string, string> } = {}) {
  const { to = TO, causes = ['world', 'knowledge', 'clock', 'ahead'], question = { item: 'Ga' } } = more;
  const cursor = one.changes.written(one.changes.beginning({ frames: false } as never, await one.changes.horizon()));
  return one.desk.make({ question, title: null, to, causes: causes as never, cursor }, 'tests');
}
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
/** What was said of a watch, by type. */
const saidOf = async (id: string) => {
  const found: string[] = [];
  for await (const { type } of one.desk.said(id)) found.push(type);
  return found;
};

/** Verifies a delivery as its receiver would when it came; the secrets are of rotations. */
function verified({ headers, body, at }: Received, id: string, rotation = 0): unknown {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(at));
  try {
    return new Webhook(webhookSecret('a secret of tests', id, rotation)).verify(body, headers as Record<string, string>);
  } finally {
    clock.mockRestore();
  }
}

describe('a delivery', () => {
  it('is sent once, in order, with a number, a chain and a signature', async () => {
    const { id } = await watch();
    await told.record('cn-test-1', licence('2026-03-01'));
    await one.round();
    await told.record('cn-test-1', suspension('2026-03-02', null));
    await one.round();
    await one.round();
    const [first, second] = told.received as [Received, Received];
    expect(told.sequences).toEqual(['1', '2']);
    expect(JSON.parse(first.body)).toMatchObject({
      specversion: '1.0',
      id: first.headers['webhook-id'],
      type: 'in-force.answer.changed',
      subject: id,
      source: one.changes.recordName(),
      previous: null,
      time: '2026-03-01T08:00:00.000Z',
      recordedtime: '2026-03-01T08:00:11.000Z',
      data: { cause: 'world', measure: 'cn-test-1', before: null, after: { status: 'in-force' } },
    });
    expect(JSON.parse(second.body)).toMatchObject({ previous: digest(first.body), data: { cause: 'world', measure: 'cn-test-1' } });
    for (const delivery of told.received) expect(verified(delivery, id)).toEqual(JSON.parse(delivery.body));
    expect(await saidOf(id)).toEqual([
      'watch.made',
      ...['delivery.told', 'delivery.attempted', 'delivery.answered'],
      ...['delivery.told', 'delivery.attempted', 'delivery.answered'],
    ]);
  });

  it('is tried again after longer and longer pauses, and holds up what follows it', async () => {
    const { id } = await watch();
    await told.record('cn-test-1', licence('2026-03-01'));
    told.answers.push(ANSWERED(500), ANSWERED(302), { status: null, error: 'No answer within 10 seconds.' });
    const sent: number[] = [];
    for (const pause of [0, 4 * SECOND, SECOND, 29 * SECOND, SECOND, 119 * SECOND, SECOND]) {
      told.pass(pause);
      await one.round();
      sent.push(told.received.length);
    }
    expect(sent).toEqual([1, 1, 2, 2, 3, 3, 4]);
    expect(new Set(told.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(told.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4);
    expect(one.desk.watch(id)).toMatchObject({ state: 'active', answered: 1, failed: 0 });
  });

  it('is admitted by the append that notes what came of the one before', async () => {
    const { id } = await watch();
    for (const number of [1, 2, 3]) await told.record(`cn-test-${number}`, licence('2026-03-01'));
    await one.round();
    expect(told.sequences).toEqual(['1', '2', '3']);
    const said: [string, string][] = [];
    for await (const { type, correlation } of one.desk.said(id)) said.push([type, correlation]);
    const [, , , , , answered, attempted] = said as [string, string][] as [string, string][];
    expect([answered?.[0], attempted?.[0]]).toEqual(['delivery.answered', 'delivery.attempted']);
    expect(answered?.[1]).toBe(attempted?.[1]);
  });

  it('is given up after five days, and sent once somebody activates the watch', async () => {
    const { id } = await watch();
    await told.record('cn-test-1', licence('2026-03-01'));
    told.answers.push(...Array(30).fill(ANSWERED(503)));
    for (let tries = 0; one.desk.watch(id).state === 'active' && tries < 30; tries++) {
      await one.round();
      told.now = one.desk.watch(id).retryAt ?? told.now;
    }
    expect(one.desk.watch(id)).toMatchObject({
      state: 'disabled',
      reason: 'Tried 17 times over more than five days; the last time: the receiver answered 503.',
    });
    const [first, last] = [told.received[0], told.received.at(-1)] as [Received, Received];
    expect(Date.parse(last.at) - Date.parse(first.at)).toBeGreaterThan(5 * DAY);
    told.answers.length = 0;
    await one.desk.say(id, [{ type: 'watch.activated', data: {} }], 'tests');
    await one.round();
    expect(told.received.at(-1)?.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(one.desk.watch(id)).toMatchObject({ state: 'active', answered: 1, reason: null });
  });

  it('that is answered 410 disables the watch at once, and what is told meanwhile comes when it is active again', async () => {
    const { id } = await watch();
    await told.record('cn-test-1', licence('2026-03-01'));
    told.answers.push(ANSWERED(410));
    await one.round();
    expect(one.desk.watch(id)).toMatchObject({ state: 'disabled', reason: 'The receiver answered 410: it wants no more.' });
    await told.record('cn-test-2', licence('2026-03-01'));
    await one.round();
    expect(told.sequences).toEqual(['1']);
    await one.desk.say(id, [{ type: 'watch.activated', data: {} }], 'tests');
    await one.round();
    expect(told.sequences).toEqual(['1', '1', '2']);
  });

  it('is signed with both secrets for a day after a rotation', async () => {
    const { id } = await watch();
    await one.desk.rotateWatch(id, 'tests');
    await told.record('cn-test-1', licence('2026-03-01'));
    await one.round();
    told.pass(DAY);
    await told.record('cn-test-2', licence('2026-03-02'));
    await one.round();
    const [during, after] = told.received as [Received, Received];
    for (const rotation of [0, 1]) expect(verified(during, id, rotation)).toBeTruthy();
    expect(verified(after, id, 1)).toBeTruthy();
    expect(() => verified(after, id, 0)).toThrow('No matching signature');
  });

  it('is sent once more, under its id, where the sender was killed before it noted what came of it', async () => {
    const { id } = await watch();
    await told.record('cn-test-1', licence('2026-03-01'));
    let answer: (outcome: Outcome) => void = () => undefined;
    told.answers.push(new Promise((resolve) => (answer = resolve)));
    one.courier.round(await one.changes.horizon());
    while (told.received.length === 0) await setImmediate();
    const closing = one.courier.close();
    answer(ANSWERED(204));
    await closing;
    const two = await Replica.begin(told);
    await two.round();
    await two.round();
    expect(told.sequences).toEqual(['1', '1']);
    expect(new Set(told.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(two.desk.watch(id)).toMatchObject({ answered: 1 });
  });
});

describe('two couriers', () => {
  it('send each delivery once between them, whoever is first', async () => {
    await watch();
    const two = await Replica.begin(told);
    for (const number of [1, 2, 3, 4]) {
      await told.record(`cn-test-${number}`, licence('2026-03-01'));
      await Promise.all([one.round(), two.round()]);
    }
    await Promise.all([one.round(), two.round()]);
    expect(told.sequences).toEqual(['1', '2', '3', '4']);
  });
});

describe('a watch', () => {
  it('that is paused collects, and sends all of it when it is active again', async () => {
    const { id } = await watch();
    await one.desk.say(id, [{ type: 'watch.paused', data: {} }], 'tests');
    for (const number of [1, 2]) await told.record(`cn-test-${number}`, licence('2026-03-01'));
    await one.round();
    expect(told.received).toEqual([]);
    expect(one.desk.watch(id)).toMatchObject({ state: 'paused', sequence: 2, answered: 0 });
    await one.desk.say(id, [{ type: 'watch.activated', data: {} }], 'tests');
    await one.round();
    expect(told.sequences).toEqual(['1', '2']);
  });

  it('hears of the causes alone that it asked for', async () => {
    await watch({ causes: ['clock'] });
    await told.record('cn-test-1', licence('2026-03-05'));
    await one.round();
    told.now = '2026-03-04T16:00:06.000Z';
    await one.round();
    expect(told.received.map(({ body }) => JSON.parse(body))).toMatchObject([
      { sequence: '1', time: '2026-03-04T16:00:00.000Z', data: { cause: 'clock' } },
    ]);
  });

  it('is told of a day that came while nobody was there when somebody is, once, with the date of the day', async () => {
    await watch();
    await told.record('cn-test-1', licence('2026-03-05'));
    await one.round();
    told.now = '2026-03-12T08:00:00.000Z';
    const two = await Replica.begin(told);
    await two.round();
    await two.round();
    expect(told.received.map(({ body }) => JSON.parse(body).time)).toEqual(['2026-03-01T08:00:00.000Z', '2026-03-04T16:00:00.000Z']);
  });

  it('is told nothing anew where the clock was set back', async () => {
    await watch();
    await told.record('cn-test-1', licence('2026-03-05'));
    told.now = '2026-03-06T08:00:00.000Z';
    await one.round();
    told.now = '2026-03-04T08:00:00.000Z';
    const two = await Replica.begin(told);
    await two.round();
    told.now = '2026-03-06T09:00:00.000Z';
    await two.round();
    expect(told.sequences).toEqual(['1', '2']);
  });

  it('without a target is read, and nothing of what it was told before is sent where it is given one', async () => {
    const { id } = await watch({ to: null });
    await told.record('cn-test-1', licence('2026-03-01'));
    await one.round();
    await one.desk.say(id, [{ type: 'watch.redirected', data: { to: TO } }], 'tests');
    await told.record('cn-test-2', licence('2026-03-01'));
    await one.round();
    expect(told.sequences).toEqual(['2']);
  });

  it('is replayed under the same numbers and ids, before what is new', async () => {
    const { id } = await watch();
    for (const number of [1, 2, 3]) await told.record(`cn-test-${number}`, licence('2026-03-01'));
    await one.round();
    await one.desk.say(id, [{ type: 'watch.replayed', data: { from: 2, through: 3 } }], 'tests');
    await told.record('cn-test-3', revocation('2026-03-01'));
    await one.round();
    expect(told.sequences).toEqual(['1', '2', '3', '2', '3', '4']);
    expect(told.received[3]).toMatchObject({ body: told.received[1]?.body });
  });

  it('is tested with a message that has no number', async () => {
    const { id } = await watch();
    expect(await one.courier.test(id, 'tests')).toEqual(ANSWERED(204));
    expect(JSON.parse(told.received[0]?.body ?? '')).toMatchObject({ type: 'in-force.answer.test', subject: id });
    expect(told.sequences).toEqual([undefined]);
    expect(verified(told.received[0] as Received, id)).toBeTruthy();
  });
});

it('keeps nobody waiting for receivers that do not answer', async () => {
  told.hanging = 'https://dead.example/';
  for (let count = 0; count < 32; count++) await watch({ to: told.hanging });
  await watch();
  await told.record('cn-test-1', licence('2026-03-01'));
  one.courier.round(await one.changes.horizon());
  const reached = (to: string) => told.received.filter((delivery) => delivery.to === to).length;
  while (reached(TO) < 1 || reached(told.hanging) < 32) await setImmediate();
  await told.record('cn-test-2', licence('2026-03-01'));
  while (reached(TO) < 2) {
    one.courier.round(await one.changes.horizon());
    await setImmediate();
  }
  expect(reached(told.hanging)).toBe(32);
  await one.courier.close();
});

it('goes on with the others where one cannot be told, and says why once', async () => {
  const broken = await watch({ question: { region: 'Atlantis' } });
  await watch();
  await told.record('cn-test-1', licence('2026-03-01'));
  await one.round();
  await one.round();
  expect(told.sequences).toEqual(['1']);
  expect(told.faults).toEqual([[broken.id, expect.stringContaining('Atlantis')]]);
});

it('tells nothing under new rules but those who ask for that, once', async () => {
  const quiet = await watch();
  const asking = await watch({ causes: ['rules'] });
  await told.record('cn-test-1', licence('2026-03-01'));
  await one.round();
  const old = (cursor: string) => {
    const { place, ...rest } = readCursor(cursor) as Cursor;
    return writeCursor({ ...rest, place, rules: 1 });
  };
  for (const { id } of [quiet, asking]) {
    const { sequence, question, cursor } = one.desk.watch(id);
    await one.desk.sayAt(one.desk.watch(id), [
      { type: 'delivery.told', data: { sequence: sequence + 1, body: JSON.stringify(question), next: old(cursor) } },
    ]);
  }
  await one.round();
  const before = told.received.length;
  await one.round();
  await (await Replica.begin(told)).round();
  expect(told.received.length).toBe(before);
  const messages = told.received.map(({ body }) => JSON.parse(body)).filter(({ data }) => data?.cause === 'rules');
  expect(messages).toMatchObject([{ subject: asking.id, data: { controls: [{ id: 'cn-test-1' }] } }]);
});

it('tells at once the nearest time ahead that has passed, then each as it comes, and the change, each once', async () => {
  await told.record('cn-test-1', licence('2026-01-01'));
  await told.record('cn-test-1', suspension('2026-03-01', '2026-03-27'));
  await watch({ question: { item: 'Ga', lead: 'P30D,P7D,P1D' } });
  for (let hour = 0; hour < 28 * 24; hour++) {
    if (hour === 200) one = await Replica.begin(told);
    await one.round();
    told.pass(HOUR);
  }
  expect(told.received.map(({ body }) => JSON.parse(body)).map(({ type, time, data: { due, lead } }) => [type, time, due, lead])).toEqual([
    ['in-force.answer.ahead', expect.any(String), '2026-03-28', 'P30D'],
    ['in-force.answer.ahead', '2026-03-20T16:00:00.000Z', '2026-03-28', 'P7D'],
    ['in-force.answer.ahead', '2026-03-26T16:00:00.000Z', '2026-03-28', 'P1D'],
    ['in-force.answer.changed', '2026-03-27T16:00:00.000Z', null, null],
  ]);
});
