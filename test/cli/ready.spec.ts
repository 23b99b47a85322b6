import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, TrialHouse } from '../arch/tools.js';

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  types: [],
  composite: true,
  skipLibCheck: true,
  rootDir: 'src',
  outDir: 'dist',
  tsBuildInfoFile: 'dist/.tsbuildinfo',
};

describe('inforce in a checkout', () => {
  let house: TrialHouse;

  beforeEach(() => {
    house = new TrialHouse({
      'package.json': { type: 'module' },
      'package-lock.json': {},
      'node_modules/.package-lock.json': {},
      'tsconfig.json': { files: [] },
      'events/package.json': { type: 'module' },
      'events/tsconfig.json': { compilerOptions, include: ['src'] },
      'events/src/index.ts': "export const word = 'first';\n",
      'libs/.keep': '',
      'apps/cli/package.json': { type: 'module' },
      'apps/cli/tsconfig.json': {
        compilerOptions,
        include: ['src'],
        references: [{ path: '../../events' }],
      },
      'apps/cli/src/main.ts':
        "import { word } from '../../../events/dist/index.js';\ndeclare const console: { log(text: string): void };\nconsole.log(word);\n",
    });
    cpSync(join(root, 'apps/cli/bin'), join(house.folder, 'apps/cli/bin'), { recursive: true });
    symlinkSync(join(root, 'node_modules/typescript'), join(house.folder, 'node_modules/typescript'), 'junction');
  });

  afterEach(() => house.tearDown());

  function inforce(env: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(house.folder, 'apps/cli/bin/inforce.js')], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return { status, stdout, built: stderr.includes('Building'), stderr };
  }

  it('builds what is missing or stale, and nothing else', () => {
    expect(inforce()).toMatchObject({ status: 0, stdout: 'first\n', built: true });
    expect(inforce()).toMatchObject({ status: 0, stdout: 'first\n', built: false });

    house.write('events/src/index.ts', "export const word = 'second';\n");
    expect(inforce()).toMatchObject({ status: 0, stdout: 'second\n', built: true });

    rmSync(join(house.folder, 'events/dist'), { recursive: true });
    expect(inforce()).toMatchObject({ status: 0, stdout: 'second\n', built: true });
  });

  it('runs nothing that does not compile, however often it is asked', () => {
    house.write('events/src/index.ts', 'export const word: string = 1;\n');
    for (const _ of [1, 2])
      expect(inforce()).toMatchObject({
        status: 2,
        stdout: expect.stringMatching(/^$/),
        stderr: expect.stringContaining('TS2322'),
      });
  });

  it('installs when node_modules does not match the lock file', () => {
    house.write('npm', `#!${process.execPath}\nimport { writeFileSync } from 'node:fs';\nwriteFileSync('asked', process.argv[2]);\n`);
    chmodSync(join(house.folder, 'npm'), 0o755);
    rmSync(join(house.folder, 'node_modules/.package-lock.json'));
    const { PATH } = process.env;
    expect(inforce({ PATH: `${house.folder}${delimiter}${PATH}` })).toMatchObject({ status: 0, stdout: 'first\n' });
    expect(readFileSync(join(house.folder, 'asked'), 'utf8')).toBe('ci');
  });
});
