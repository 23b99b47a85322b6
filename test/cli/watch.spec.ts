import type { Change } from '@in-force/answers';
import { Bench, linesOf, RECORD } from './fixture.js';

/** A minute after the record was loaded: everything is whole. */
const LATER = '2026-11-23T12:01:00.000Z';
const later = () => LATER;
let bench: Bench;
beforeEach(async () => {
  bench = await new Bench().filled();
});
afterEach(() => bench.tearDown());

const changesIn = (out: string): Change[] =>
  out
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

it('tells what there is since an instant, and the cursor to go on from', async () => {
  const { exit, out, err } = await bench.inforce('watch --item Ge --issuer CN --after 0 --once', { now: later });
  expect(exit).toBe(0);
  expect(linesOf(out)).toEqual([
    '2026-11-23T12:00:00.000Z  knowledge  cn-test-2025-46.2  “No exports of germanium to the United States” is unconfirmed, not known before: it was announced, to apply from 1 February 2025.',
    '2026-11-23T12:00:00.000Z  knowledge  cn-test-2025-46.2  “No exports of germanium to the United States” is unconfirmed as before. What differs: since when and whether it ever applied. It was suspended from 10 November 2025 through 10 November 2026.',
    '2026-11-23T12:00:00.000Z  knowledge  cn-test-2025-46.2  “No exports of germanium to the United States” is unconfirmed as before. What differs: what is promised about it. The Ministry (China) promised: The suspension runs on. Due by 10 January 2027.',
  ]);
  const [, cursor] = /^Go on with: --after ([0-9a-v]+)\n$/.exec(err) ?? [];
  expect(await bench.inforce(`watch --item Ge --issuer CN --once --after ${cursor}`, { now: later })).toEqual({ exit: 0, out: '', err });
});

it('tells changes as they come: what another process records, and days', async () => {
  const stop = new AbortController();
  let now = LATER;
  let seen = '';
  let told = () => {};
  const next = (text: string) =>
    new Promise<void>((resolve) => {
      told = () => seen.includes(text) && resolve();
      told();
    });
  const watching = bench.inforce('watch --region US --lead P7D --json --after 0', {
    interrupted: stop.signal,
    now: () => now,
    seen: (text) => {
      seen += text;
      told();
    },
  });
  await next('cn-test-2025-46.1');
  const again = `${RECORD['gallium.yaml']?.split('entries:')[0]}entries:
  - id: gallium-again
    measure.suspended: { from: 2026-11-23, through: 2026-11-27 }
    measures: [cn-test-2025-46.1]
    publishedOn: 2026-11-23
    sources: [{ key: gazette }]
`;
  expect((await bench.inforce(['import', ...bench.write({ 'again.yaml': again })], { now: () => now })).exit).toBe(0);
  now = '2026-11-23T12:02:00.000Z';
  await next('"cause":"ahead"');
  now = '2026-11-28T00:00:00.000Z';
  await next('"cause":"clock"');
  stop.abort();
  expect((await watching).exit).toBe(0);
  expect(changesIn(seen).slice(-3)).toMatchObject([
    { cause: 'world', measure: 'cn-test-2025-46.1', after: { status: 'suspended', until: '2026-11-27' }, at: LATER },
    { cause: 'ahead', measure: 'cn-test-2025-46.1', due: '2026-11-28', lead: 'P7D' },
    { cause: 'clock', measure: 'cn-test-2025-46.1', at: '2026-11-27T16:00:00.000Z', after: { status: 'unconfirmed' } },
  ]);
});

it('says on a terminal what it says beneath when and why', async () => {
  const { out } = await bench.inforce('watch --item Dy --after 0 --once', { columns: 60, now: later });
  const lines = linesOf(out);
  expect(lines[0]).toBe('2026-11-23T12:00:00.000Z  knowledge  cn-test-2025-18');
  expect(lines.slice(1).every((line) => line.length <= 60)).toBe(true);
});

it.each([
  ['watch --after soon', /--after: "soon" is no cursor/],
  ['watch --lead tomorrow', /--lead: "tomorrow" is no time ahead/],
  ['watch --measure cn-test-2025-99', /--measure: No measure/],
  ['watch --on 2025-01-01', /unknown option '--on'/],
])('refuses "%s"', async (line, said) => {
  expect(await bench.inforce(line, { now: later })).toEqual({ exit: 2, out: '', err: expect.stringMatching(said) });
});
