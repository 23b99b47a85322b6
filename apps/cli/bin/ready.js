import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs before anything is installed or built, so it uses nothing but Node, and no newer Node than it complains about.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stamp = join(root, 'node_modules/.cache/built');

/** Installs when `node_modules` does not match the lock file. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`In Force needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(1);
  }
  if (changed(join(root, 'node_modules/.package-lock.json')) >= changed(join(root, 'package-lock.json'))) return;
  console.error('Installing …');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds what is stale. Type-checks one project and what it refers to; `.` is everything, the tests included. */
export function build(project) {
  const before = new Date();
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, project)]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, before, before); // what was saved while the compiler ran is newer
}

/** Makes the checkout fit to run: `install`, and `build` when a source is newer than the last good build. */
export function ready() {
  install();
  if (!stale()) return;
  console.error('Building …');
  build('apps/cli');
}

function stale() {
  const built = changed(stamp);
  const folders = ['libs', 'apps'].flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`));
  return (
    changed(join(root, 'tsconfig.json')) > built ||
    ['events', ...folders]
      .map((folder) => join(root, folder))
      .filter((folder) => existsSync(join(folder, 'src/index.ts')) || existsSync(join(folder, 'src/main.ts')))
      .some((folder) => !existsSync(join(folder, 'dist')) || newest(folder) > built)
  );
}

/** Folders count too: deleting a file changes nothing else. */
function newest(folder) {
  const inside = readdirSync(join(folder, 'src'), { recursive: true }).map((name) => join(folder, 'src', name));
  return Math.max(...[join(folder, 'src'), join(folder, 'package.json'), join(folder, 'tsconfig.json'), ...inside].map(changed));
}

function changed(file) {
  return existsSync(file) ? statSync(file).mtimeMs : -1;
}

/** Standard output belongs to the command that comes after. */
function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
