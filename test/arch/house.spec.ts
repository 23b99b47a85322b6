import { run } from './tools.js';

describe('the house', () => {
  it.each([
    ['keeps its arrows', 'depcruise', ['--config', 'test/arch/dependency-cruiser.cjs', 'events', 'libs', 'apps']],
    ['is formatted, and asks neither the clock nor the dice where it is pure', 'biome', ['check', '.']],
    ['holds nothing that nobody uses', 'knip', ['--no-progress']],
    ['knows no platform where it is pure', 'tsc', ['-p', 'tsconfig.pure.json']],
  ] as const)('%s', (_, tool, args) => {
    const { clean, output } = run(tool, args);
    if (!clean) throw new Error(`${tool} ${args.join(' ')}\n${output}`);
  });
});
