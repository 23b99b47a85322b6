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
  license?: string;
  link?: boolean;
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

/** Licences under which others' work may stand beside ours, unchanged. */
const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Unlicense',
];

/** Packages of another licence, or of none that is named. All licences of an expression are asked, whichever may be chosen. */
function otherwiseLicensed(locked: Packages): string[] {
  const named = (license = 'none') => license.match(/[\w.-]+/g)?.filter((word) => word !== 'OR' && word !== 'AND') ?? [];
  return Object.entries(locked)
    .filter(
      ([path, { link, license }]) => path.includes('node_modules/') && !link && !named(license).every((one) => LICENCES.includes(one)),
    )
    .map(([path, { license = 'none' }]) => `${name(path)}: ${license}`);
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

  it('names a licence for each package that lets it stand beside ours', () => {
    expect(otherwiseLicensed(packages)).toEqual([]);
    expect(
      otherwiseLicensed({
        'node_modules/bound': { license: 'MIT OR GPL-3.0-only' },
        'node_modules/silent': {},
        'node_modules/free': { license: '(MIT OR CC0-1.0)' },
      }),
    ).toEqual(['bound: MIT OR GPL-3.0-only', 'silent: none']);
  });
});
