import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { Engine, loadFoundingRecord, whatIf } from '@in-force/engine';
import { MemoryLog, OverlayLog, RevisionConflict } from '@in-force/event-log';
import { InvalidRecord, readRecordFile } from '@in-force/formats';
import { all, ids, positions, take } from '../event-log/reading.js';
import { other, said, sayings, stream } from '../kit/drafts.js';
import { NOW } from '../kit/record.js';

const now = () => NOW;

describe('a log over another', () => {
  it('goes on where the other ended when it was opened, and leaves it alone', async () => {
    const base = new MemoryLog(now);
    await base.append(stream, sayings('a', 2), 0);
    const over = await OverlayLog.over(base, now);
    await base.append(stream, [said('later')], 2);
    expect(await over.append(stream, [said('b')], 2)).toBe(3);
    expect(await over.append(other, [said('c')], 0)).toBe(1);
    expect(await over.append(stream, sayings('a', 2), 0)).toBe(2);
    await expect(over.append(stream, [said('d')], 2)).rejects.toThrow(RevisionConflict);
    expect(ids(await all(over.read(stream)))).toEqual(ids([...sayings('a', 2), said('b')]));
    const followed = await take(over.tail(1, new AbortController().signal), 3);
    expect([positions(followed), ids(followed)]).toEqual([[2, 3, 4], ids([said('a 2'), said('b'), said('c')])]);
    expect(await over.head()).toMatchObject({ position: 4, id: (await base.head()).id });
    expect((await base.head()).position).toBe(3);
  });
});

describe('what if', () => {
  let engine: Engine;
  let controls: ControlsInForce;
  beforeAll(async () => {
    controls = new ControlsInForce();
    engine = await Engine.open(new MemoryLog(now), [controls], { now });
    await loadFoundingRecord(engine);
  });
  afterAll(() => engine.close());

  const source =
    'sources: [{ publisher: MOFCOM, title: A notice, url: https://example.org/n, published: 2026-11-09, reliability: official }]';
  const file = (entry: string) => readRecordFile('supposed.yaml', `entries:\n${entry}`);
  const extension = file(`  - id: supposed-extension
    measure.suspension-extended: { through: 2027-01-10 }
    measures: [cn-mofcom-2025-56]
    publishedOn: 2026-11-09
    ${source}
`);
  const question = parseQuestion({ on: '2026-11-20', region: 'KR', status: 'all' }, NOW, PARAMETERS.whatIf);
  const statusIn = (answer: { controls: readonly { id: string; status: string }[] }, id: string) =>
    answer.controls.find((one) => one.id === id)?.status;

  it('an extension were recorded: suspended instead of unconfirmed, because the world would have changed, and nothing is stored', async () => {
    const before = engine.position;
    const answer = await whatIf(engine, controls, [extension], question);
    expect([answer.recorded, statusIn(answer.before, 'cn-mofcom-2025-56'), statusIn(answer.after, 'cn-mofcom-2025-56')]).toEqual([
      1,
      'unconfirmed',
      'suspended',
    ]);
    expect(answer.differences).toMatchObject([
      { measure: 'cn-mofcom-2025-56', a: 'unconfirmed', b: 'suspended', events: [{ text: expect.stringContaining('extended') }] },
    ]);
    expect(engine.position).toBe(before);
    expect(controls.measure('cn-mofcom-2025-56', parseQuestion({ on: '2026-11-20', region: 'KR' }, NOW, PARAMETERS.measure)).status).toBe(
      'unconfirmed',
    );
  });

  it('nothing were recorded: nothing changes', async () => {
    const answer = await whatIf(engine, controls, [], question);
    expect([answer.recorded, answer.differences]).toEqual([0, []]);
    expect(answer.after).toEqual(answer.before);
  });

  it('an act were retracted: found in the log by its entry', async () => {
    const events = await engine.follower.after(0, engine.position);
    const suspension = events.find(({ stream, type }) => stream === 'measure-cn-mofcom-2025-56' && type === 'measure.suspended');
    const retraction = file(`  - id: supposed-retraction
    record.retracted: { event: ${suspension?.id}, reason: Never published. }
    publishedOn: 2026-11-20
    ${source}
`);
    const { differences } = await whatIf(engine, controls, [retraction], { ...question, on: '2025-11-20' });
    expect(differences).toMatchObject([{ measure: 'cn-mofcom-2025-56', a: 'suspended', cause: 'knowledge' }]);
  });

  it('tells what is wrong by line, as an import does', async () => {
    const wrong = file(
      `  - id: wrong\n    measure.revoked: { from: 2026-11-20 }\n    measures: [cn-nothing-1]\n    publishedOn: 2026-11-20\n    ${source}\n`,
    );
    await expect(whatIf(engine, controls, [wrong], question)).rejects.toThrow(InvalidRecord);
    await expect(whatIf(engine, controls, [wrong], question)).rejects.toThrow('supposed.yaml:2: No measure "cn-nothing-1"');
  });
});
