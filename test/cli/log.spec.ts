import { Bench, RECORD } from './fixture.js';

describe('inforce log', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await new Bench().filled();
  });

  afterEach(() => bench.tearDown());

  it('says what the log holds', async () => {
    const { exit, out } = await bench.inforce('log stat');
    expect(exit).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual([
      `log                ${bench.log}`,
      'position           9',
      'recordedAt         2026-11-23T12:00:00.000Z',
      'streams            7',
      'commitment.made    1',
      'measure.announced  4',
      'measure.revoked    1',
      'measure.suspended  1',
      'record.checked     1',
      'statement.made     1',
      expect.stringMatching(/^head {2}[0-9a-f]{64}$/),
    ]);
    expect(JSON.parse((await bench.inforce('log stat --json')).out)).toMatchObject({
      position: '9',
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      streams: 7,
      types: { 'measure.announced': 4 },
    });
  });

  it('prints its events, one line each', async () => {
    const lines = (await bench.inforce('log tail --after 7')).out.trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^8 {2}2026-11-23T12:00:00\.000Z {2}commitment\.made {2}commitment-a-promise/),
      expect.stringMatching(/^9 {2}2026-11-23T12:00:00\.000Z {2}record\.checked {2}record-CN/),
    ]);
    const [event] = (await bench.inforce('log tail --after 8 --json')).out.trimEnd().split('\n');
    expect(JSON.parse(event ?? '')).toMatchObject({ position: 9, type: 'record.checked', data: { issuer: 'CN' } });
    expect(await bench.inforce('log tail --after 9')).toEqual({ exit: 0, out: '', err: '' });
    expect(await bench.inforce('log tail --after 99')).toEqual({ exit: 0, out: '', err: '' });
  });

  it('follows what comes until interrupted, then ends quietly', async () => {
    const stop = new AbortController();
    let seen = '';
    let told = () => {};
    const caughtUp = new Promise<void>((resolve) => {
      told = resolve;
    });
    const following = bench.inforce('log tail --follow --after 8', {
      interrupted: stop.signal,
      seen: (text) => {
        seen += text;
        if (seen.includes('record.checked')) told();
        if (seen.includes('statement-late')) stop.abort();
      },
    });
    await caughtUp;
    const late = RECORD['words.yaml']?.replaceAll('fact-sheet', 'late').replaceAll('a-promise', 'later') ?? '';
    expect((await bench.inforce(['import', ...bench.write({ 'late.yaml': late })])).exit).toBe(0);
    expect(await following).toMatchObject({ exit: 0, err: '' });
    expect(seen).toContain('statement.made  statement-late');
  });

  it.each(['log tail --after x', 'log tail --after -1', 'log', 'log rot'])('refuses "%s"', async (line) => {
    expect(await bench.inforce(line)).toMatchObject({ exit: 2, out: '' });
  });

  it('ends with 3 where there is no log', async () => {
    const env = { IN_FORCE_LOG: `sqlite:${bench.path('other.db')}` };
    expect(await bench.inforce('log stat', { env })).toEqual({ exit: 3, out: '', err: expect.stringContaining('There is no log at') });
  });
});
