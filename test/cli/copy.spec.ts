import { Bench } from './fixture.js';

describe('inforce log copy', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench().filled();
  });
  afterEach(() => bench.tearDown());

  it('moves a record, and citations with it', async () => {
    const to = `sqlite:${bench.path('copy.db')}`;
    const { exit, out, err } = await bench.inforce(['log', 'copy', bench.log, to]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^Copied 9 events; both logs hold 9 events, the same\.\nTree head [0-9a-f]{64}\n$/);
    const cite = async (log: string) => JSON.parse((await bench.inforce('on 2025-11-20 --json', { env: { IN_FORCE_LOG: log } })).out).cite;
    expect(await cite(to)).toBe(await cite(bench.log));
    expect((await bench.inforce(['log', 'copy', bench.log, to])).out).toContain('Copied 0 events');
  });

  it('copies no further than it is told, and goes on from there', async () => {
    const to = `sqlite:${bench.path('copy.db')}`;
    expect((await bench.inforce(['log', 'copy', '--through', '4', bench.log, to])).out).toMatch(
      /^Copied 4 events; both logs hold 4 events/,
    );
    expect((await bench.inforce(['log', 'copy', bench.log, to])).out).toMatch(/^Copied 5 events; both logs hold 9 events/);
    expect(await bench.inforce(['log', 'copy', '--through', 'x', bench.log, to])).toMatchObject({ exit: 2 });
  });

  it('refuses what is no log, and a log of another record', async () => {
    expect(await bench.inforce(['log', 'copy', 'ftp://x', bench.log])).toMatchObject({ exit: 3 });
    const other = new Bench();
    await other.filled();
    expect(await bench.inforce(['log', 'copy', bench.log, other.log])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Copied 0 events'),
    });
    other.tearDown();
  });
});
