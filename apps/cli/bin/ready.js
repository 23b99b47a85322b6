import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.js';

// Runs before anything is installed or built, so it uses nothing but Node, and no newer Node than it complains about.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stamp = join(root, 'node_modules/.cache/built');
const lock = join(root, '.ready.lock');

/** Makes the checkout fit for tests: installs what is missing, and builds everything. */
export function readyForTests() {
  demandNode();
  alone(lock, () => {
    install();
    build('.');
  });
}

/** Makes the checkout fit to run: installs what is missing, and builds what is newer than the last good build. */
export function ready() {
  demandNode();
  if (isInstalled() && !stale()) return;
  // Whoever waited for another to do it finds it done.
  alone(lock, () => {
    install();
    if (stale()) build('apps/cli');
  });
}

function demandNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`In Force needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(1);
  }
}

const isInstalled = () => changed(join(root, 'node_modules/.package-lock.json')) >= changed(join(root, 'package-lock.json'));

/** Installs when `node_modules` does not match the lock file. */
function install() {
  if (isInstalled()) return;
  console.error('Installing what package-lock.json names; this happens once …');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds what is stale, and says which. Type-checks one project and what it refers to; `.` is everything, the tests included. */
function build(project) {
  const before = new Date();
  const ts = createRequire(join(root, 'package.json'))('typescript');
  const names = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  const report = (diagnostic) => process.stderr.write(ts.formatDiagnosticsWithColorAndContext([diagnostic], names));
  const solution = ts.createSolutionBuilder(
    ts.createSolutionBuilderHost(ts.sys, undefined, report, () => {}),
    [join(root, project)],
    {},
  );
  let failed = false;
  for (let next = solution.getNextInvalidatedProject(); next; next = solution.getNextInvalidatedProject()) {
    if (next.kind === ts.InvalidatedProjectKind.Build) console.error(`Building ${relative(root, dirname(next.project)) || '.'} …`);
    failed = next.done() !== ts.ExitStatus.Success || failed;
  }
  if (failed) process.exit(2);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, before, before); // what was saved while the compiler ran is newer
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
