import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tools.js';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = files.filter((file) => /^(?:events|libs\/[^/]+|apps\/[^/]+)\/src\/.*\.tsx?$/.test(file));

/** Names of files that a text speaks of: with a path, or alone. */
const named = (text: string) =>
  [...text.matchAll(/(?<![\w./@-])((?:[\w.-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|cjs|md|grit))\b(?!\.\w)/g)].map(([, name = '']) => name);
const exists = (name: string) => files.some((file) => file === name || file.endsWith(`/${name}`));

/** What a comment says in a source; strings and code are left out. */
const comments = (text: string) => (text.match(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm) ?? []).join('\n');

it('speaks in comments of no file that is not there', () => {
  const gone = sources.flatMap((file) =>
    named(comments(read(file)))
      .filter((name) => !exists(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(gone).toEqual([]);
});

it.each(['README.md', ...files.filter((file) => /^docs\/.*\.md$/.test(file))])('names in %s no file that is not there', (file) => {
  const text = read(file).replace(/```[\s\S]*?```/g, '');
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => join(file, '..', link));
  const paths = named(text).filter((name) => !name.startsWith('..') && (name.includes('/') || /\.(?:ts|mjs)$/.test(name)));
  expect([...links.filter((link) => !files.includes(link)), ...paths.filter((name) => !exists(name))]).toEqual([]);
});

it('holds at most 200 lines in each source, but for tables of data and of schemas', () => {
  const code = sources.filter((file) => !/\.(?:d|data|schema)\.ts$/.test(file));
  const lines = (file: string) => read(file).trimEnd().split('\n').length;
  expect(code.filter((file) => lines(file) > 200).map((file) => `${file}: ${lines(file)}`)).toEqual([]);
});
