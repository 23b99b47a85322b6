import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARAMETERS, parseQuestion, RULES } from '@in-force/answers';
import {
  amended,
  announced,
  checked,
  controlsOf,
  extended,
  facilitated,
  NOW,
  promised,
  reading,
  revoked,
  type Said,
  suspended,
} from '../kit/record.js';

const LIST = { stream: 'measure-cn-list-1' };
const HOLMIUM = { stream: 'measure-cn-holmium-1' };
const OTHER = { stream: 'measure-us-other-1' };
const acts: readonly Said[] = [
  announced(
    '2025-04-04',
    { scope: { regions: ['world'], except: ['JP'], items: [{ item: 'rare-earths' }] }, firstDay: '2025-05-01', lastDay: '2027-12' },
    { as: 'A' },
  ),
  reading('2025-06-01', 'removed'),
  promised('2025-10-30', { due: '2025-11-10' }),
  suspended('2025-11-07', { from: '2025-11-07', through: '2026-11-10', parts: { regions: ['EU'] } }, { as: 'S' }),
  facilitated('2025-12-01'),
  amended('2026-01-01', { from: '2026-02-01', rate: { text: '10 %', percent: 10 } }, { as: 'M' }),
  checked('2026-06-30'),
  extended('2026-11-01', { through: '2026-12-31' }, { as: 'E' }),
  revoked('2027-01-15', '2027-02-01', { as: 'R' }),
  // Measures that bear on each other, on items that meet in what lies below them, and on what nobody has read since.
  announced('2024-12-01', { scope: { regions: ['world'], items: [{ item: 'dual-use' }] } }, { ...LIST, as: 'L' }),
  announced('2025-10-09', { scope: { regions: ['world'], items: [{ item: 'holmium', hs: ['284690'] }] } }, { ...HOLMIUM, as: 'H' }),
  { ...suspended('2025-11-07', { from: '2025-11-07', through: '2026-11-10' }, { as: 'T' }), ...HOLMIUM },
  announced(
    '2025-04-02',
    { issuer: 'US', kind: 'tariff', scope: { regions: ['CN'], items: [{ item: 'holmium', hs: ['280530'] }] }, firstDay: '2026-12-01' },
    { ...OTHER, as: 'O' },
  ),
];
const QUESTIONS: readonly Readonly<Record<string, string>>[] = [
  ...['2025-04-30', '2025-05-01', '2025-11-20', '2026-11-20', '2027-01-20', '2027-02-01'].flatMap((on) =>
    ['FR', 'US', 'JP', 'world'].flatMap((region): Record<string, string>[] => [
      { on, region, status: 'all' },
      { on, region, item: 'Dy', knownOn: '2026-05-01', status: 'all' },
    ]),
  ),
  ...['2025-10-20', '2025-11-20', '2026-10-01', '2026-11-20', '2027-01-10'].flatMap((on) =>
    ['DE', 'CN'].flatMap((region) =>
      ['Ho', 'rare-earth-magnets', 'dual-use', 'hs:284690'].map((item) => ({ on, region, item, status: 'all' })),
    ),
  ),
];

const answers = () => {
  const controls = controlsOf(acts);
  return QUESTIONS.map((asked) => {
    const { controls: found, leftOut } = controls.list(parseQuestion(asked, NOW, PARAMETERS.controls));
    return { asked, controls: found, leftOut };
  });
};

const keptUnder = (rules: number): ReturnType<typeof answers> =>
  JSON.parse(readFileSync(join(__dirname, `kept/rules-${rules}.json`), 'utf8'));

/**
 * What these rules said of a fixed record. When a change to the derivation or the vocabulary alters any of it, raise RULES and
 * keep the new answers in a file of their own: `KEEP=1 npx jest --config test/jest/config.cjs test/answers/kept` prints them.
 */
it('says of a fixed record what these rules said before', () => {
  if (process.env.KEEP) process.stdout.write(`${JSON.stringify(answers(), null, 1)}\n`);
  expect(JSON.parse(JSON.stringify(answers()))).toEqual(keptUnder(RULES));
});

/** The facts that differ between two versions of the rules, `listed` and `order` for those of lists, each with the first question that shows it. */
function changes(before: number, after: number): Map<string, string> {
  const found = new Map<string, string>();
  const now = keptUnder(after);
  for (const [at, { asked, controls }] of keptUnder(before).entries()) {
    const tell = (fact: string, differs: boolean) => differs && !found.has(fact) && found.set(fact, Object.values(asked).join(' '));
    const [old, fresh] = [controls, now[at]?.controls ?? []];
    const ids = (all: typeof controls) => all.map(({ id }) => id);
    const both = (all: typeof controls, other: typeof controls) => ids(all).filter((id) => ids(other).includes(id));
    tell('listed', String(ids(old).toSorted()) !== String(ids(fresh).toSorted()));
    tell('order', String(both(old, fresh)) !== String(both(fresh, old)));
    for (const control of old) {
      const then = fresh.find(({ id }) => id === control.id);
      for (const [fact, value] of Object.entries(then ?? {}))
        tell(fact, JSON.stringify(value) !== JSON.stringify(control[fact as keyof typeof control]));
    }
  }
  return found;
}

it('says of each fact that changed with the rules what changed and why, in docs/rules.md', () => {
  const notes = readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8');
  for (let rules = 2; rules <= RULES; rules++) {
    const note = notes.split(/^## /m).find((section) => section.startsWith(`Rules ${rules}\n`)) ?? '';
    for (const [fact, asked] of changes(rules - 1, rules)) expect([fact, asked, note.includes(`\`${fact}\``)]).toEqual([fact, asked, true]);
  }
});
