import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { Bench, RECORD } from './fixture.js';

/** A statement of some kilobytes. */
const remark = (number: number) => `sources:
  gazette: { publisher: The Gazette, title: A page, url: https://example.org/gazette, published: 2025-01-10, reliability: official }
entries:
  - id: remark-${number}
    statement.made: { title: Remark ${number}, party: US, speaker: The White House, text: '${'We said so. '.repeat(400)}${number}', about: [cn-test-2025-18] }
    publishedOn: 2025-11-01
    sources: [{ key: gazette }]
`;

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  const { exit, err } = await bench.apart(`import ${bench.write(RECORD).join(' ')}`);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
});
afterEach(() => bench.tearDown());

const COMMANDS = [
  'on 2025-11-20',
  'log stat',
  'log verify',
  'export',
  'import tariff.yaml',
  'import tariff.yaml --dry-run',
  'log begin',
  'serve',
];

describe('a log that was mislaid', () => {
  it.each([
    ['away', () => renameSync(bench.path('log.db'), bench.path('elsewhere.db')), /log.db held 9 events, by its mark .* holds none now/],
    ['empty', () => truncateSync(bench.path('log.db'), 0), /log.db held 9 events, by its mark .* holds none now/],
  ])('is told by every command with exit code 3, and none begins another: %s', async (_, change, message) => {
    change();
    for (const command of COMMANDS) {
      const line = command.replace('tariff.yaml', bench.path('tariff.yaml'));
      const { exit, out, err } = await bench.inforce(line, { env: { PORT: '0' } });
      expect([command, exit, out]).toEqual([command, 3, '']);
      expect(err).toMatch(message);
      expect(err.split('\n')).toHaveLength(2);
    }
    const file = bench.path('log.db');
    expect(existsSync(file) ? readdirSync(bench.folder) : []).not.toContain('log.db-wal');
  });

  it('is begun anew where the mark is away too', async () => {
    for (const name of ['log.db', 'log.db.mark']) rmSync(bench.path(name));
    expect(await bench.inforce('log begin')).toMatchObject({ exit: 0, out: expect.stringContaining('holds 0 events') });
  });
});

const detailOf = async (answer: Response) => ((await answer.json()) as { readonly detail: string }).detail;

describe('a log that cannot be written', () => {
  it('is told in a sentence with exit code 3 when there is no room', async () => {
    const { exit, out, err } = await bench.apart(
      'log begin',
      { IN_FORCE_LOG: `sqlite:${bench.path('small.db')}`, IN_FORCE_RECORD: '' },
      64,
    );
    expect([exit, out]).toEqual([3, '']);
    expect(err).toMatch(/small.db.* cannot be written: .*Then send it again|small.db.* is damaged/);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('is told in a sentence with exit code 3 in a folder that nobody may write to', async () => {
    const { exit, err } = await bench.inforce('log begin', { env: { IN_FORCE_LOG: 'sqlite:/proc/in-force.db' } });
    expect(exit).toBe(3);
    expect(err).toMatch(/^Cannot open \/proc\/in-force.db: .* Check that the folder exists and may be written to.\n$/);
  });

  it('is told by the server, which says not ready, goes on answering, and records again once there is room', async () => {
    const env = { PORT: '0', IN_FORCE_TOKEN: 'a-token-of-sixteen' };
    const child = bench.start('serve', env, 400);
    let out = '';
    const listening = new Promise<string>((resolve) =>
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        const [url] = /http:\/\/127[0-9.:]*/.exec(out) ?? [];
        if (url && out.includes('Stop with')) resolve(url);
      }),
    );
    const url = await listening;
    const check = (number: number) =>
      fetch(`${url}/v1/import`, {
        method: 'POST',
        headers: { authorization: 'Bearer a-token-of-sixteen', 'content-type': 'application/yaml' },
        body: remark(number),
      });
    let answer = await check(1);
    for (let number = 2; answer.ok && number < 200; number++) answer = await check(number);
    expect([503, 507]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await detailOf(answer)).toMatch(/log.db cannot be written: /);
    const ready = await fetch(`${url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await detailOf(ready)).toMatch(/log.db cannot be written: /);
    expect((await fetch(`${url}/v1/controls?on=2025-11-20`)).status).toBe(200);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    child.kill('SIGTERM');
    const [exit] = await once(child, 'exit');
    expect(exit).toBe(0);
    expect((await bench.apart('log verify')).exit).toBe(0);
  });
});

describe('a clock that jumped', () => {
  it('is not believed: nothing is recorded, and the way on is said', async () => {
    const file = bench.write({ 'later.yaml': remark(1) })[0] as string;
    const at = { now: () => '2037-01-01T00:00:00.000Z' };
    const refused = await bench.inforce(`import ${file}`, at);
    expect(refused).toMatchObject({ exit: 1, out: '' });
    expect(refused.err.replace(/\s+/g, ' ')).toMatch(
      /The clock says 2037-01-01T00:00:00.000Z, more than 366 days after the last event .* IN_FORCE_CLOCK_AHEAD to more days/,
    );
    expect(await bench.inforce(`import ${file}`, { ...at, env: { IN_FORCE_CLOCK_AHEAD: '4000' } })).toMatchObject({ exit: 0 });
    expect(await bench.inforce(`import ${file}`, { env: { IN_FORCE_CLOCK_AHEAD: 'ten' } })).toMatchObject({
      exit: 2,
      err: 'IN_FORCE_CLOCK_AHEAD: "ten" is no number of days; write one from 1 to 999999.\n',
    });
  });
});
