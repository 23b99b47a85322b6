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
