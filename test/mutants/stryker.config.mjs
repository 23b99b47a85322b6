const cache = '.cache/mutants';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['libs/rules/src/*.ts'],
  plugins: ['./test/mutants/runner.mjs'],
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--max-semi-space-size=128', '--single-threaded-gc'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 60_000,
  incremental: true,
  incrementalFile: `${cache}/incremental.json`,
  tempDirName: `${cache}/sandbox`,
  ignorePatterns: ['.cache', 'apps/*/src', 'bench', 'docs', 'dist', 'data', 'tsconfig.json'],
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: `${cache}/report.json` },
  htmlReporter: { fileName: `${cache}/report.html` },
  thresholds: { high: 95, low: 85, break: 85 },
};
