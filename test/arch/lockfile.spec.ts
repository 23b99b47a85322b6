import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import { root } from './tools.js';

interface Entry {
  version?: string;
  resolved?: string;
  engines?: { node?: string } | string[];
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
}
type Packages = Readonly<Record<string, Entry>>;

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Packages };
const { allowScripts } = read('package.json') as { allowScripts: Readonly<Record<string, boolean>> };

const name = (path: string) => path.split('node_modules/').pop() as string;

/** Native packages whose platforms are not all locked: `npm ci` would fail on one of them. */
function incomplete(locked: Packages): string[] {
  const names = new Set(Object.keys(locked).map(name));
  return Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((dependency) => !names.has(dependency))
      .map((dependency) => `${name(path)} needs ${dependency}`),
  );
}

function refusing(locked: Packages, node: string): string[] {
  return Object.entries(locked)
    .filter(([, { engines }]) => !Array.isArray(engines) && engines?.node && !satisfies(node, engines.node))
    .map(([path, { version }]) => `${name(path)}@${version}`);
}

function scripted(locked: Packages, answers: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(locked)
    .filter(([path, { hasInstallScript }]) => hasInstallScript && answers[name(path)] !== false)
    .map(([path]) => name(path));
}

/** Packages tied to one registry. Links to our own workspaces are paths. */
function tied(locked: Packages): string[] {
  return Object.entries(locked)
    .filter(([, { resolved }]) => resolved?.includes(':'))
    .map(([path]) => name(path));
}

describe('the lock file', () => {
  it('has every platform of every native package', () => {
    expect(incomplete(packages)).toEqual([]);
    expect(incomplete({ 'node_modules/native': { optionalDependencies: { 'native-arm': '1' } } })).toEqual(['native needs native-arm']);
  });

  it.each(['20.19.0', '22.13.0', '24.9.0', '26.0.0'])('installs on Node %s', (node) => {
    expect(refusing(packages, node)).toEqual([]);
    expect(refusing({ 'node_modules/modern': { version: '1.0.0', engines: { node: '>=99' } } }, node)).toEqual(['modern@1.0.0']);
  });

  it('runs no install script', () => {
    expect(scripted(packages, allowScripts)).toEqual([]);
    expect(scripted({ 'node_modules/a': { hasInstallScript: true }, 'node_modules/b': { hasInstallScript: true } }, { a: false })).toEqual([
      'b',
    ]);
  });

  it('names no registry', () => {
    expect(tied(packages)).toEqual([]);
    expect(tied({ 'node_modules/a': { resolved: 'https://registry.example/a.tgz' }, 'node_modules/b': { resolved: 'libs/b' } })).toEqual([
      'a',
    ]);
  });
});
