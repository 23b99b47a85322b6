import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, TrialHouse } from '../arch/tools.js';

describe('inforce in a checkout', () => {
  let house: TrialHouse;

  beforeEach(() => {
    house = new TrialHouse({
      'package.json': { type: 'module' },
      'package-lock.json': {},
      'node_modules/.package-lock.json': {},
      'node_modules/.keep': '',
      'events/tsconfig.json': {},
      'events/src/index.ts': "export const word: string = 'first';\n",
      'libs/.keep': '',
      'apps/cli/package.json': { type: 'module' },
      'apps/cli/tsconfig.json': {},
      'apps/cli/src/main.ts': "import { word } from '../../../events/dist/index.js';\nconsole.log(word satisfies string);\n",
    });
    cpSync(join(root, 'apps/cli/bin'), join(house.folder, 'apps/cli/bin'), { recursive: true });
    symlinkSync(join(root, 'node_modules/@swc'), join(house.folder, 'node_modules/@swc'), 'junction');
  });

  afterEach(() => house.tearDown());

  function inforce(env: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(house.folder, 'apps/cli/bin/inforce.js')], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return { status, stdout, built: /Building (\d+) files? …/.exec(stderr)?.[1] ?? null, stderr };
  }

  it('builds what is missing or stale, and nothing else', () => {
    expect(inforce()).toMatchObject({ status: 0, stdout: 'first\n', built: '2' });
    expect(inforce()).toMatchObject({ status: 0, stdout: 'first\n', built: null });

    house.write('events/src/index.ts', "export const word = 'second';\n");
    expect(inforce()).toMatchObject({ status: 0, stdout: 'second\n', built: '1' });

    rmSync(join(house.folder, 'events/dist'), { recursive: true });
    expect(inforce()).toMatchObject({ status: 0, stdout: 'second\n', built: '1' });
  });

  it('runs nothing that is no TypeScript, however often it is asked, and says where', () => {
    house.write('events/src/index.ts', 'export const word: = 1;\n');
    for (const _ of [1, 2])
      expect(inforce()).toMatchObject({
        status: 2,
        stdout: expect.stringMatching(/^$/),
        stderr: expect.stringMatching(/events\/src\/index\.ts:1[\s\S]*export const word: = 1;/),
      });
  });

  it('bundles what the browser loads when a source of that is newer, and not else', () => {
    symlinkSync(join(root, 'node_modules/vite'), join(house.folder, 'node_modules/vite'), 'junction');
    cpSync(join(root, 'apps/web/vite.config.js'), join(house.folder, 'apps/web/vite.config.js'));
    house.write('apps/web/src/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const bundled = () => {
      const { stderr } = inforce();
      const assets = join(house.folder, 'apps/web/dist/assets');
      const { file } = JSON.parse(readFileSync(join(assets, 'manifest.json'), 'utf8'))['src/client.ts'];
      return [stderr.includes('what the browser loads'), readFileSync(join(assets, file), 'utf8')];
    };
    house.write('apps/web/src/client.ts', "document.title = 'first';\n");
    expect(bundled()).toEqual([true, expect.stringContaining('first')]);
    expect(bundled()).toEqual([false, expect.stringContaining('first')]);
    house.write('apps/web/src/client.ts', "document.title = 'second';\n");
    expect(bundled()).toEqual([true, expect.stringContaining('second')]);
  });

  it('tells a debugger which source a line came from', () => {
    inforce();
    const map = JSON.parse(readFileSync(join(house.folder, 'events/dist/index.js.map'), 'utf8'));
    expect(map).toMatchObject({ sources: ['../src/index.ts'] });
    expect(readFileSync(join(house.folder, 'events/dist/index.js'), 'utf8')).toMatch(/\/\/# sourceMappingURL=index\.js\.map\n$/);
  });

  it.each([
    ['what running needs', [], '--omit=dev'],
    ['tools as well where they were installed before', ['typescript/index.js', 'jest/index.js'], '--include=dev'],
  ])('installs %s when node_modules does not match the lock file', (_, before, which) => {
    for (const file of before) house.write(`node_modules/${file}`, '');
    house.write(
      'npm',
      `#!${process.execPath}\nimport { writeFileSync } from 'node:fs';\nwriteFileSync('asked', process.argv.join(' '));\n`,
    );
    chmodSync(join(house.folder, 'npm'), 0o755);
    rmSync(join(house.folder, 'node_modules/.package-lock.json'));
    const { PATH } = process.env;
    expect(inforce({ PATH: `${house.folder}${delimiter}${PATH}` })).toMatchObject({ status: 0, stdout: 'first\n' });
    expect(readFileSync(join(house.folder, 'asked'), 'utf8')).toContain(` ci ${which} `);
  });
});
