import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, TrialHouse } from './tools.js';

it('finds what nobody uses', () => {
  const house = new TrialHouse({
    'knip.json': readFileSync(join(root, 'knip.json'), 'utf8'),
    'package.json': { name: 'house', type: 'module', workspaces: ['events', 'libs/*'] },
    'libs/domain/package.json': { name: 'domain', type: 'module', exports: './src/index.ts', dependencies: { stranger: '*' } },
    'libs/domain/src/index.ts': "export { used } from './used.js';\nimport 'unlisted';\n",
    'libs/domain/src/used.ts': 'export const used = 1;\nexport const idle = 2;\n',
    'libs/domain/src/forgotten.ts': 'export const forgotten = 1;\n',
  });
  try {
    const { output } = run('knip', ['--no-progress', '--reporter', 'compact', '--no-config-hints'], house.folder);
    for (const name of ['forgotten.ts', 'stranger', 'unlisted', 'idle']) expect(output).toContain(name);
    expect(output).not.toMatch(/\bused\.ts: used/);
  } finally {
    house.tearDown();
  }
});
