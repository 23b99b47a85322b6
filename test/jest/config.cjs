const { join } = require('node:path');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: join(__dirname, '../..'),
  roots: ['events', 'libs', 'apps', 'test'].map((folder) => `<rootDir>/${folder}`),
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@in-force/source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/'],
  transform: { '\\.[cm]?[jt]sx?$': join(__dirname, 'transform.cjs') },
  transformIgnorePatterns: [],
  reporters: ['default', join(__dirname, 'closing-line.cjs')],
  maxWorkers: '100%', // the default leaves one core idle, which on two cores means no parallelism
  testTimeout: 60_000, // ends what hangs, and nothing that is only slow
  coverageProvider: 'v8',
  collectCoverageFrom: ['events/src/**/*.ts', 'libs/*/src/**/*.ts', 'apps/{api,cli}/src/**/*.ts'],
  coverageDirectory: 'node_modules/.cache/coverage',
  coverageReporters: ['text', 'lcovonly'],
};
