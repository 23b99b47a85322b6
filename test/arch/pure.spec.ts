import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, TrialHouse } from './tools.js';

const configs = ['.biome.json', '.gitignore', 'test/arch/pure.grit', 'tsconfig.json', 'tsconfig.pure.json'];
const pure = [
  'events/src',
  'libs/words/src',
  'libs/domain/src',
  'libs/rules/src',
  'libs/columns/src',
  'libs/index/src',
  'libs/answers/src',
  'libs/watching/src',
];

/** Where a tool objects, as `file:line`. */
function objections(tool: 'biome' | 'tsc', args: string[], files: Readonly<Record<string, string>>): string[] {
  const house = new TrialHouse(files);
  try {
    for (const config of configs) house.write(config, readFileSync(join(root, config), 'utf8'));
    const { output } = run(tool, args, house.folder);
    return [...output.matchAll(/^(\S+\.ts)[:(](\d+)[:,]/gm)].map(([, file, line]) => `${file}:${line}`).sort();
  } finally {
    house.tearDown();
  }
}

const everywhere = (folders: readonly string[], lines: readonly string[]) =>
  Object.fromEntries(folders.map((folder) => [`${folder}/a.ts`, `${lines.join('\n')}\n`]));
const lines = (folders: readonly string[], numbers: readonly number[]) =>
  folders.flatMap((folder) => numbers.map((line) => `${folder}/a.ts:${line}`)).sort();

it('asks neither the clock nor the dice', () => {
  const asking = [
    'export const a = Date.now();',
    'export const b = new Date();',
    'export const c = Date();',
    'export const d = Math.random();',
    'export const e = Date.now;',
    "export const f = new Date('2025-11-10');",
    'export const g = Date.UTC(2025, 10, 10);',
  ];
  expect(objections('biome', ['lint', '--max-diagnostics=none', '.'], everywhere([...pure, 'libs/engine/src'], asking))).toEqual(
    lines(pure, [1, 2, 3, 4, 5]),
  );
});

it('looks no further than its own folder', () => {
  const reaching = ["import '../a.js';", "import './b.js';", "export const c = () => import('../../c.js');"];
  const libs = [...pure, 'libs/engine/src'];
  expect(objections('biome', ['lint', '--max-diagnostics=none', '.'], everywhere([...libs, 'apps/api/src'], reaching))).toEqual(
    lines(libs, [1, 3]),
  );
});

it('compiles nothing that a platform brings, and nothing that Node 20 lacks', () => {
  const outside = [
    "export const a = fetch('https://example.org');",
    'export const b = process.env;',
    "console.log('c');",
    'setTimeout(() => {}, 1);',
    'export const e = Object.groupBy([1], String);',
    'export const f = Promise.withResolvers<void>();',
    "export * from 'node:fs';",
    'export const h = [1].toSorted();',
  ];
  expect(objections('tsc', ['-p', 'tsconfig.pure.json', '--pretty', 'false'], everywhere(pure, outside))).toEqual(
    lines(pure, [1, 2, 3, 4, 5, 6, 7]),
  );
});
