import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARAMETERS, parseQuestion, RULES } from '@in-force/timeline';
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
  suspended,
} from '../kit/record.js';

const acts = [
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
];
const QUESTIONS = ['2025-04-30', '2025-05-01', '2025-11-20', '2026-11-20', '2027-01-20', '2027-02-01'].flatMap((on) =>
  ['FR', 'US', 'JP', 'world'].flatMap((region) => [
    { on, region, status: 'all' },
    { on, region, item: 'Dy', knownOn: '2026-05-01', status: 'all' },
  ]),
);

const answers = () => {
  const controls = controlsOf(acts);
  return QUESTIONS.map((asked) => {
    const { controls: found, leftOut } = controls.list(parseQuestion(asked, NOW, PARAMETERS.controls));
    return { asked, controls: found, leftOut };
  });
};

/**
 * What these rules said of a fixed record. When a change to the derivation or the vocabulary alters any of it, raise RULES and
 * keep the new answers in a file of their own: `KEEP=1 npx jest --config test/jest/config.cjs test/timeline/kept` prints them.
 */
it('says of a fixed record what these rules said before', () => {
  if (process.env.KEEP) process.stdout.write(`${JSON.stringify(answers(), null, 1)}\n`);
  const kept: unknown = JSON.parse(readFileSync(join(__dirname, `kept/rules-${RULES}.json`), 'utf8'));
  expect(JSON.parse(JSON.stringify(answers()))).toEqual(kept);
});
