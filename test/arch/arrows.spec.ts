import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, TrialHouse } from './tools.js';

const workspaces = [
  'events',
  ...['words', 'domain', 'rules', 'columns', 'index', 'answers', 'event-log', 'formats', 'engine'].map((lib) => `libs/${lib}`),
  ...['web', 'api', 'cli'].map((app) => `apps/${app}`),
];
const strangers = ['zod', 'fastest-levenshtein', 'libsql', 'yaml', 'rxjs', '@nestjs/common', 'preact'];
const nameOf = (workspace: string) => `@in-force/${workspace.split('/').pop()}`;

/** Rules broken by these files, as `rule: file`. Every workspace may find every package; only the rules hold it back. */
function broken(files: Readonly<Record<string, string>>): string[] {
  const declared = Object.fromEntries([...workspaces.map(nameOf), ...strangers].map((name) => [name, '*']));
  const house = new TrialHouse({ 'tsconfig.json': readFileSync(join(root, 'tsconfig.json'), 'utf8') });
  try {
    for (const stranger of strangers) {
      house.write(`node_modules/${stranger}/package.json`, { name: stranger, main: 'index.js' });
      house.write(`node_modules/${stranger}/index.js`, '');
    }
    house.write('node_modules/undeclared/package.json', { name: 'undeclared', main: 'index.js' });
    house.write('node_modules/undeclared/index.js', '');
    for (const workspace of workspaces) {
      house.link(`node_modules/${nameOf(workspace)}`, join(house.folder, workspace));
      house.write(`${workspace}/package.json`, {
        name: nameOf(workspace),
        exports: { '.': { '@in-force/source': './src/index.ts' }, './server': { '@in-force/source': './src/server.ts' } },
        dependencies: declared,
      });
      for (const entry of ['index', 'server']) house.write(`${workspace}/src/${entry}.ts`, 'export type Word = string;');
    }
    for (const [path, content] of Object.entries(files)) house.write(path, content);
    const config = join(root, 'test/arch/dependency-cruiser.cjs');
    const { output } = run('depcruise', ['--config', config, '--output-type', 'json', 'events', 'libs', 'apps'], house.folder);
    const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return [...new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
  } finally {
    house.tearDown();
  }
}

it('lets every arrow of the house pass', () => {
  const of = (...names: string[]) => names.map((name) => `import '${name}';`).join('\n');
  const [events, words, domain, rules, columns, index, answers, log, formats, engine, api] = [
    'events',
    'words',
    'domain',
    'rules',
    'columns',
    'index',
    'answers',
    'event-log',
    'formats',
    'engine',
    'api',
  ].map((name) => `@in-force/${name}`) as [string, string, string, string, string, string, string, string, string, string, string];
  expect(
    broken({
      'events/src/measure.ts': of('zod'),
      'libs/words/src/near.ts': of(events, 'zod', 'fastest-levenshtein'),
      'libs/domain/src/measure.ts': of(events, './refusal.js'),
      'libs/domain/src/refusal.ts': '',
      'libs/rules/src/life.ts': of(events),
      'libs/columns/src/bitmap.ts': '',
      'libs/index/src/segment.ts': of(events, rules, columns),
      'libs/answers/src/list.ts': of(events, words, rules, columns, index),
      'libs/event-log/src/sqlite.ts': of(events, 'libsql', 'node:fs', 'fs'),
      'libs/formats/src/yaml.ts': of(events, words, rules, answers, 'yaml'),
      'libs/engine/src/engine.ts': of(events, domain, rules, columns, index, answers, log, formats, 'node:fs'),
      'apps/web/src/server.ts': of(events, rules, answers, formats, 'preact', './assets.js'),
      'apps/web/src/assets.ts': of('node:fs'),
      'apps/api/src/page.controller.ts': of('@in-force/web/server'),
      'apps/api/src/main.ts': of(events, words, domain, rules, answers, log, formats, engine, '@nestjs/common', 'node:http'),
      'apps/cli/src/serve.ts': of(events, domain, rules, answers, log, formats, engine, api),
    }),
  ).toEqual([]);
});

it('stops every other one', () => {
  expect(
    broken({
      'events/src/a.ts': "import type { Word } from '@in-force/domain';",
      'events/src/b.ts': "export const read = () => import('node:fs');",
      'events/src/c.ts': "import 'yaml';",
      'libs/domain/src/a.ts': "import { readFileSync } from 'fs';",
      'libs/domain/src/b.ts': "import '@in-force/rules';",
      'libs/domain/src/c.ts': "import 'zod';",
      'libs/domain/src/d.ts': "import '../../../events/src/day.js';",
      'libs/domain/src/e.ts': "import './parts/part.js';",
      'libs/domain/src/f.ts': "import '../package.json';",
      'libs/domain/src/parts/part.ts': '',
      'libs/domain/src/g.ts': "import './h.js';",
      'libs/domain/src/h.ts': "export type G = import('./g.js').G;",
      'libs/words/src/a.ts': "import '@in-force/rules';",
      'libs/rules/src/a.ts': "import 'node:crypto';",
      'libs/rules/src/b.ts': "import '@in-force/words';",
      'libs/rules/src/c.ts': "import type { Word } from '@in-force/answers';",
      'libs/columns/src/a.ts': "import '@in-force/events';",
      'libs/index/src/a.ts': "import '@in-force/answers';",
      'libs/answers/src/a.ts': "import '@in-force/event-log';",
      'libs/event-log/src/a.ts': "import '@in-force/domain';",
      'libs/event-log/src/b.ts': "import 'rxjs';",
      'libs/formats/src/a.ts': "import '@nestjs/common';",
      'libs/formats/src/b.ts': "import 'node:fs';",
      'libs/formats/src/c.ts': "import 'undeclared';",
      'libs/formats/src/d.ts': "import 'nowhere';",
      'libs/engine/src/a.ts': "import '@nestjs/common';",
      'libs/engine/src/b.ts': "import '@in-force/api';",
      'apps/api/src/a.ts': "import type { Word } from '@in-force/event-log';",
      'apps/api/src/b.ts': "import '@in-force/cli';",
      'apps/web/src/a.ts': "import '@in-force/engine';",
      'apps/web/src/b.ts': "import 'node:fs';",
      'apps/web/src/c.ts': "import 'yaml';",
      'apps/api/src/c.ts': "import '@in-force/web/server';",
      'apps/cli/src/a.ts': "import '@in-force/api';",
      'apps/cli/src/serve.ts': "import '../../api/src/main.js';",
      'apps/api/src/main.ts': '',
      'events/src/day.ts': '',
    }),
  ).toEqual([
    'api-only-from-serve: apps/cli/src/a.ts',
    'arrows-of-apps/api: apps/api/src/b.ts',
    'arrows-of-apps/cli: apps/cli/src/serve.ts',
    'arrows-of-apps/web: apps/web/src/a.ts',
    'arrows-of-apps/web: apps/web/src/c.ts',
    'arrows-of-events: events/src/a.ts',
    'arrows-of-events: events/src/b.ts',
    'arrows-of-events: events/src/c.ts',
    'arrows-of-libs/answers: libs/answers/src/a.ts',
    'arrows-of-libs/columns: libs/columns/src/a.ts',
    'arrows-of-libs/domain: libs/domain/src/a.ts',
    'arrows-of-libs/domain: libs/domain/src/b.ts',
    'arrows-of-libs/domain: libs/domain/src/c.ts',
    'arrows-of-libs/domain: libs/domain/src/d.ts',
    'arrows-of-libs/domain: libs/domain/src/f.ts',
    'arrows-of-libs/engine: libs/engine/src/a.ts',
    'arrows-of-libs/engine: libs/engine/src/b.ts',
    'arrows-of-libs/event-log: libs/event-log/src/a.ts',
    'arrows-of-libs/event-log: libs/event-log/src/b.ts',
    'arrows-of-libs/formats: libs/formats/src/b.ts',
    'arrows-of-libs/formats: libs/formats/src/d.ts',
    'arrows-of-libs/index: libs/index/src/a.ts',
    'arrows-of-libs/rules: libs/rules/src/a.ts',
    'arrows-of-libs/rules: libs/rules/src/b.ts',
    'arrows-of-libs/rules: libs/rules/src/c.ts',
    'arrows-of-libs/words: libs/words/src/a.ts',
    'declared: libs/formats/src/c.ts',
    'event-log-only-where-wired: apps/api/src/a.ts',
    'libs-are-flat: libs/domain/src/e.ts',
    'nest-only-in-apps: libs/engine/src/a.ts',
    'nest-only-in-apps: libs/formats/src/a.ts',
    'no-circles: libs/domain/src/g.ts',
    'platform-only-where-assets-are-read: apps/web/src/b.ts',
    'resolvable: libs/formats/src/d.ts',
    'web-only-from-its-controller: apps/api/src/c.ts',
  ]);
});
