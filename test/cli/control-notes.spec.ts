import type { ControlsJson } from '@in-force/engine';
import { bearsOnInBrief, byTermsInWords, type Shown, viaInBrief } from '../../apps/cli/src/control-notes.js';
import { controlsText } from '../../apps/cli/src/controls-text.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { Bench, linesOf, NOW } from './fixture.js';

const HEADING = 'Frames: lists and regulations that bite through other measures';

describe('what stands beside a status', () => {
  let answer: ControlsJson;

  beforeAll(async () => {
    const bench = await new Bench().filled();
    answer = JSON.parse((await bench.inforce('on 2026-11-20 --json')).out);
    bench.tearDown();
  });

  const terminal = (columns?: number): Terminal => ({
    stdout: { write: () => undefined },
    stderr: { write: () => undefined },
    env: { NO_COLOR: '1' },
    now: () => NOW,
    columns: columns ?? 80,
    isTTY: columns !== undefined,
    interrupted: () => new AbortController().signal,
  });
  const shown = (more: readonly Partial<Shown>[], columns?: number) =>
    linesOf(
      controlsText({ ...answer, controls: answer.controls.map((control, index) => ({ ...control, ...more[index] })) }, terminal(columns)),
    );
  const some: readonly Partial<Shown>[] = [
    { coverage: 'partial', bearsOn: [{ items: ['GaSb', 'InSb'], regions: null }] },
    {},
    { frame: true, via: [{ id: 'cn-test-2025-46.2', status: 'unconfirmed' }], status: 'unconfirmed' },
  ];

  it('is nothing where an answer says nothing of it', () => {
    for (const control of answer.controls) expect([bearsOnInBrief(control), viaInBrief(control)]).toEqual(['', '']);
    expect(shown([])).not.toContain(HEADING);
  });

  it('stands in its row, and frames stand last under a heading of their own', () => {
    const lines = shown(some);
    expect(lines.find((line) => line.startsWith('cn-test-2025-18'))).toMatch(/; of what was asked: GaSb, InSb$/);
    const at = lines.indexOf(HEADING);
    expect(lines[at - 1]).toBe('');
    expect(lines[at + 1]).toMatch(/^cn-test-2025-46\.2 .*; through cn-test-2025-46\.2$/);
  });

  it.each([64, 80, 120])('fits %i columns', (columns) => {
    const lines = shown(some, columns);
    expect(lines).toContain(HEADING);
    expect(lines.filter((line) => line.length > columns && !line.startsWith('Cite: '))).toEqual([]);
  });

  const control = (more: Partial<Shown>) => ({ ...answer.controls[0], ...more }) as Shown;

  it('counts what would be too many names', () => {
    const bearsOn = (items: readonly string[] | null, regions: readonly string[] | null) =>
      bearsOnInBrief(control({ bearsOn: [{ items, regions }] }));
    expect(bearsOn(['a', 'b', 'c', 'd', 'e'], null)).toBe('of what was asked: a, b, c, d, e');
    expect(bearsOn(['a', 'b', 'c', 'd', 'e', 'f'], ['KR'])).toBe('of what was asked: 6 items for KR');
    expect(bearsOn(null, ['KR', 'JP'])).toBe('of what was asked: for KR, JP');
    expect(bearsOn(null, null)).toBe('');
    const via = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, status: 'suspended' as const }));
    expect(viaInBrief(control({ status: 'suspended', via }))).toBe('through a, b, c, d, e and 2 more');
    expect(viaInBrief(control({ status: 'in-force', via: via.slice(0, 1) }))).toBe('through a (suspended)');
  });

  it('says what the texts give, by status', () => {
    const of = (id: string, terms: Shown['byTerms']) => control({ id, status: 'unconfirmed', byTerms: terms });
    expect(byTermsInWords([of('a', 'in-force'), of('b', 'suspended'), of('c', 'in-force')])).toMatch(
      /in-force for a, c; suspended for b\.$/,
    );
    expect(byTermsInWords([control({ byTerms: null })])).toBe('');
  });
});
