import { KurrentDouble } from '../kit/kurrent-double.js';
import { Bench, linesOf } from './fixture.js';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.tearDown());

it('issues, lists, replaces and revokes keys', async () => {
  expect(await bench.inforce('key list')).toEqual({ exit: 0, out: 'There are no keys yet.\n', err: '' });
  const { exit, out, err } = await bench.inforce(['key', 'issue', '--name', 'Desk A', '--may', 'record,watch']);
  expect([exit, out]).toEqual([0, expect.stringMatching(/^ifk_[0-9a-z]{32,}\n$/)]);
  const [, id = ''] = /^The key "Desk A" \(([0-9a-z]+)\) may record, watch\. Its secret is shown this once\.\n$/.exec(err) ?? [];
  const listed = await bench.inforce('key list');
  expect(linesOf(listed.out)).toEqual(
    [expect.stringContaining(`${id}  record, watch  issued 2026-11-23`)].flatMap((line) => [expect.anything(), line]),
  );
  expect(listed.out).not.toContain(out.trim());
  const rotated = await bench.inforce(`key rotate ${id}`);
  expect([rotated.exit, rotated.err]).toEqual([0, expect.stringContaining('The secret before works until 2026-11-24')]);
  expect(await bench.inforce(`key revoke ${id}`)).toEqual({ exit: 0, out: `${id} is revoked.\n`, err: '' });
  expect(JSON.parse((await bench.inforce('key list --json')).out).keys).toMatchObject([
    { id, revokedAt: expect.stringMatching(/^2026-11-23/) },
  ]);
  expect(await bench.inforce(`key revoke ${id}`)).toMatchObject({ exit: 2, err: `There is no key "${id}", or it was revoked.\n` });
});

it.each([
  ['key issue --may watch', /--name/],
  ['key issue --name A', /--may/],
  ['key issue --name A --may fly', /"fly" is no right\. Write record, review, publish, watch, admin\./],
])('refuses "%s"', async (line, said) => {
  expect(await bench.inforce(line)).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(said) });
});

it('moves keys with the service log, from a server into a file and into another log', async () => {
  const double = await KurrentDouble.started();
  const on = (log: string) => ({ env: { IN_FORCE_LOG: log, IN_FORCE_SERVICE_LOG: '' } });
  const file = bench.path('service.db.backup');
  try {
    await bench.inforce('key issue --name A --may record', on(double.url));
    const backup = await bench.inforce(`log backup --service ${file}`, on(double.url));
    expect([backup.exit, backup.out]).toEqual([0, expect.stringContaining('holds 1 event.')]);
    for (const to of [`${double.url}&streamPrefix=r2_`, `sqlite:${bench.path('elsewhere/in-force.db')}`]) {
      expect(await bench.inforce(`log restore --service ${file}`, on(to))).toMatchObject({ exit: 0, err: '' });
      expect((await bench.inforce('key list', on(to))).out).toMatch(/ record +issued .* A\n/);
    }
    expect(double.streams.filter((name) => name.startsWith('r2_service_key-'))).toHaveLength(1);
  } finally {
    await double.stop();
  }
});
