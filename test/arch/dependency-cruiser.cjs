const events = '^events/src/index\\.ts$';
const lib = (...names) => `^libs/(${names.join('|')})/src/index\\.ts$`;
/** What answers consist of, with the meaning of each field: made only where it is told. */
const schemas = '^libs/answers/src/schemas\\.ts$';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const anyNpm = '(^|/)node_modules/';
const nest = npm('@nestjs/[^/]+');

/** The arrows: what a folder may import besides its own files. */
const arrows = {
  events: { to: [npm('zod')] },
  'libs/words': { to: [events, npm('zod', 'fastest-levenshtein')] },
  'libs/domain': { to: [events] },
  'libs/rules': { to: [events, npm('lru-cache')] },
  'libs/columns': { to: [] },
  'libs/index': { to: [events, lib('rules', 'columns'), npm('lru-cache')] },
  'libs/answers': { to: [events, lib('words', 'rules', 'index', 'columns'), npm('lru-cache', 'minisearch', 'zod')] },
  'libs/watching': { to: [events, lib('rules', 'index', 'answers'), npm('lru-cache')] },
  'libs/event-log': { to: [events, npm('libsql', '@eventstore/db-client', 'canonicalize')], core: true },
  'libs/formats': { to: [events, lib('words', 'rules', 'answers'), anyNpm] },
  'libs/engine': {
    to: [events, lib('domain', 'rules', 'columns', 'index', 'answers', 'watching', 'event-log', 'formats'), npm('lru-cache')],
    core: true,
  },
  'libs/desk': {
    to: [events, lib('answers', 'event-log', 'engine'), npm('ipaddr.js', 'standardwebhooks', 'zod')],
    core: true,
  },
  'apps/api': {
    to: [
      events,
      lib('desk', 'words', 'domain', 'rules', 'columns', 'index', 'answers', 'event-log', 'formats', 'engine'),
      schemas,
      '^apps/web/src/server\\.ts$',
      anyNpm,
    ],
    core: true,
  },
  'apps/web': {
    to: [events, lib('rules', 'answers', 'formats'), npm('preact', 'preact-render-to-string', 'd3-scale', 'd3-selection', 'd3-zoom')],
    core: true,
  },
  'apps/cli': {
    to: [
      events,
      lib('domain', 'rules', 'columns', 'index', 'answers', 'event-log', 'formats', 'engine', 'desk'),
      schemas,
      '^apps/api/src/index\\.ts$',
      anyNpm,
    ],
    core: true,
  },
};

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(arrows).map(([folder, { to, core }]) =>
      forbid(
        `arrows-of-${folder}`,
        { path: `^${folder}/src/` },
        { pathNot: [`^${folder}/src/`, ...to], ...(core && { dependencyTypesNot: ['core'] }) },
      ),
    ),
    forbid('no-circles', {}, { circular: true }),
    forbid('libs-are-flat', { path: '^(events|libs/[^/]+)/src/' }, { path: '^(events|libs/[^/]+)/src/[^/]+/' }),
    forbid('nest-only-in-apps', { path: '^(events|libs)/' }, { path: nest }),
    forbid(
      'event-log-only-where-wired',
      { path: '^apps/', pathNot: '^apps/[^/]+/src/(main|serve|record-access|record-copies|open-record|desk-access)\\.ts$' },
      { path: '^libs/event-log/' },
    ),
    forbid('api-only-from-serve', { path: '^apps/cli/', pathNot: '^apps/cli/src/serve\\.ts$' }, { path: '^apps/api/' }),
    forbid(
      'web-only-from-its-controller',
      { path: '^apps/', pathNot: '^apps/(web/|api/src/page\\.controller\\.ts$)' },
      { path: '^apps/web/' },
    ),
    forbid(
      'platform-only-where-assets-are-read',
      { path: '^apps/web/src/', pathNot: '^apps/web/src/assets\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'declared',
      { path: '^(events|libs|apps)/', pathNot: '^apps/web/vite\\.config\\.js$' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    ),
    forbid('resolvable', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true, // sees imports of types alone
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@in-force/source', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
