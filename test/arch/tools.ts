import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(__dirname, '../..');

const bins = {
  biome: '@biomejs/biome/bin/biome',
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'knip/bin/knip.js',
  tsc: 'typescript/bin/tsc',
};

/** What one of our tools says about a folder, and whether it is content with it. */
export function run(tool: keyof typeof bins, args: readonly string[], cwd = root): { clean: boolean; output: string } {
  const { FORCE_COLOR: _, ...env } = process.env;
  const bin = join(root, 'node_modules', bins[tool]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { clean: status === 0, output: stdout + stderr };
}

/** A house of a few files outside the checkout, to break a rule in. */
export class TrialHouse {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'in-force-')));

  constructor(files: Readonly<Record<string, string | object>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string | object): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  link(path: string, target: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(target, file, 'junction');
  }

  tearDown(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
