import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk, mayDo, NoSuch, SERVICE } from '@in-force/desk';
import { memoryLogIn, openLogIn } from '@in-force/event-log';

let now = '2026-03-01T08:00:00.000Z';
const clock = () => now;
const later = (at: string) => (now = at);
beforeEach(() => later('2026-03-01T08:00:00.000Z'));

it('are known by their secret, until they are revoked, on every process that reads the log', async () => {
  const log = memoryLogIn(SERVICE, clock);
  const [one, two] = [await Desk.open(log, clock), await Desk.open(log, clock)];
  const { id, secret } = await one.issue('Desk A', ['record', 'watch'], 'IN_FORCE_TOKEN');
  expect(secret).toMatch(/^ifk_[0-9a-z]{32,}$/);
  expect(one.keys.holderOf(secret, now)).toEqual({
    id,
    name: 'Desk A',
    may: ['record', 'watch'],
    issuedAt: now,
    issuedBy: 'IN_FORCE_TOKEN',
    rotatedAt: null,
    revokedAt: null,
  });
  while (two.keys.all().length === 0) await two.next(new AbortController().signal);
  expect(two.keys.holderOf(secret, now)?.id).toBe(id);
  await two.revoke(id, 'IN_FORCE_TOKEN');
  expect(two.keys.holderOf(secret, now)).toBeUndefined();
  while (one.keys.get(id)?.revokedAt === null) await one.next(new AbortController().signal);
  expect(one.keys.holderOf(secret, now)).toBeUndefined();
  await expect(one.revoke(id, 'IN_FORCE_TOKEN')).rejects.toThrow(NoSuch);
  await expect(one.rotate('nobody', 'IN_FORCE_TOKEN')).rejects.toThrow('There is no key "nobody", or it was revoked.');
});

it('work on for a day after a rotation, or end at once', async () => {
  const desk = await Desk.open(memoryLogIn(SERVICE, clock), clock);
  const { id, secret } = await desk.issue('Desk A', ['record'], 'tests');
  const second = await desk.rotate(id, 'tests');
  const known = (one: string) => desk.keys.holderOf(one, now)?.id;
  expect([known(secret), known(second.secret)]).toEqual([id, id]);
  later('2026-03-02T07:59:59.999Z');
  expect(known(secret)).toBe(id);
  later('2026-03-02T08:00:00.000Z');
  expect([known(secret), known(second.secret)]).toEqual([undefined, id]);
  const third = await desk.rotate(id, 'tests', { now: true });
  expect([known(second.secret), known(third.secret)]).toEqual([undefined, id]);
});

it('may what they were given, and admin all of it', () => {
  expect([mayDo({ may: ['record'] }, 'record'), mayDo({ may: ['record'] }, 'publish'), mayDo({ may: ['admin'] }, 'publish')]).toEqual([
    true,
    false,
    true,
  ]);
});

it('stand in the log as hashes alone, and are there when it is opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-'));
  try {
    const path = join(folder, 'service.db');
    const desk = await Desk.open(await openLogIn(SERVICE, `sqlite:${path}`, { now: clock }), clock);
    const { id, secret } = await desk.issue('Desk A', ['record'], 'tests');
    await desk.close();
    expect(readFileSync(path).includes(secret.slice(4))).toBe(false);
    const again = await Desk.open(await openLogIn(SERVICE, `sqlite:${path}`, { now: clock }), clock);
    expect(again.keys.holderOf(secret, now)?.id).toBe(id);
    await again.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
