import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.js';

// Runs before anything is installed or built, so it uses nothing but Node, and no newer Node than it complains about.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lock = join(root, '.ready.lock');
const require = createRequire(import.meta.url);

/** Makes the checkout fit for tests: installs what is missing, tools included, and compiles everything, types checked. */
export function readyForTests() {
  demandNode();
  alone(lock, () => {
    if (!(isInstalled() && hasTools())) install('--include=dev');
    compile();
    bundle();
  });
}

/**
 * Makes the checkout fit to run: installs what is missing, and transpiles each file that is newer than what was made of it. Types are
 * left to `npm test`, which is where they can be mended, and which takes a minute longer.
 */
export function ready() {
  demandNode();
  if (isInstalled() && staleSources().length === 0 && !isBundleStale()) return;
  // Whoever waited for another to do it finds it done.
  alone(lock, () => {
    if (!isInstalled()) install(hasTools() ? '--include=dev' : '--omit=dev');
    transpile(staleSources());
    bundle();
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

/** Returns whether what only tests and builders need is installed as well. */
const hasTools = () => existsSync(join(root, 'node_modules/typescript')) && existsSync(join(root, 'node_modules/jest'));

function install(which) {
  console.error('Installing what package-lock.json names; this happens once …');
  run('npm', ['ci', which, '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles every project that is stale, the tests included, and says which. */
function compile() {
  const ts = createRequire(join(root, 'package.json'))('typescript');
  const names = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  const report = (diagnostic) => process.stderr.write(ts.formatDiagnosticsWithColorAndContext([diagnostic], names));
  const solution = ts.createSolutionBuilder(
    ts.createSolutionBuilderHost(ts.sys, undefined, report, () => {}),
    [root],
    {},
  );
  let failed = false;
  for (let next = solution.getNextInvalidatedProject(); next; next = solution.getNextInvalidatedProject()) {
    if (next.kind === ts.InvalidatedProjectKind.Build) console.error(`Building ${relative(root, dirname(next.project)) || '.'} …`);
    failed = next.done() !== ts.ExitStatus.Success || failed;
  }
  if (failed) process.exit(2);
}

/** Returns the files of TypeScript whose JavaScript is missing or older, each with where that belongs. */
function staleSources() {
  const folders = ['libs', 'apps'].flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(parent, name)));
  return ['events', ...folders]
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
    .flatMap((folder) =>
      readdirSync(join(root, folder, 'src'), { recursive: true })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => ({ source: join(root, folder, 'src', name), output: join(root, folder, 'dist', name.replace(/\.tsx?$/, '.js')) })),
    )
    .filter(({ source, output }) => changed(output) < changed(source));
}

function transpile(stale) {
  if (stale.length === 0) return;
  console.error(`Building ${stale.length} ${stale.length === 1 ? 'file' : 'files'} …`);
  const { transformSync } = require('@swc/core');
  const { typescript } = require('./swc-options.cjs');
  for (const { source, output } of stale) {
    const before = new Date();
    const options = { ...typescript(source), module: { type: 'es6' }, sourceMaps: true, filename: source };
    const { code, map } = parsed(() =>
      transformSync(readFileSync(source, 'utf8'), { ...options, sourceFileName: relative(dirname(output), source) }),
    );
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(`${output}.map`, map);
    writeFileSync(output, `${code}//# sourceMappingURL=${basename(output)}.map\n`);
    utimesSync(output, before, before); // what was saved meanwhile is newer
  }
}

const WEB = join(root, 'apps/web');

/** Returns whether what the browser loads is older than what it is made of. */
function isBundleStale() {
  if (!existsSync(join(WEB, 'vite.config.js'))) return false;
  const sources = readdirSync(join(WEB, 'src'), { recursive: true }).map((name) => join(WEB, 'src', name));
  return changed(join(WEB, 'dist/assets/manifest.json')) < Math.max(...[join(WEB, 'vite.config.js'), ...sources].map(changed));
}

/** Bundles what the browser loads, where that is stale. */
function bundle() {
  if (!isBundleStale()) return;
  console.error('Building what the browser loads …');
  const config = join(WEB, 'vite.config.js');
  run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', WEB, '--config', config, '--logLevel', 'warn']);
}

/** Returns what a piece of work gives; ends the process where a file is no TypeScript, with the place. */
function parsed(work) {
  try {
    return work();
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

function changed(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}

/** Standard output belongs to the command that comes after. */
function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
