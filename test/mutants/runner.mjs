import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, determineHitLimitReached, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { Loader } from './loader.mjs';

/** What Jest itself runs tests with. */
const require = createRequire(new URL('../../package.json', import.meta.url));
const { addEventHandler, afterAll, beforeAll, describe, it, removeEventHandler, resetState, run } = require('jest-circus');
const { expect } = require('expect');
Object.assign(globalThis, { afterAll, beforeAll, describe, expect, it });
const mutants = (globalThis.__stryker__ = {});

const nameOf = ({ name, parent }) => (parent?.parent ? `${nameOf(parent)} ${name}` : name);

/** Runs the specs in this process, all that may know the rules loaded anew; no further than the first failure, where `wanted` is given. */
async function runSpecs(loader, { SPECS, LEFT_OUT }, wanted) {
  const tests = [];
  let failed = false;
  const follow = ({ name, test }) => {
    if (name === 'test_start') {
      mutants.currentTestId = nameOf(test);
      if (failed || LEFT_OUT.test(mutants.currentTestId) || (wanted && !wanted(mutants.currentTestId))) test.mode = 'skip';
    }
    if (name === 'test_done') {
      tests.push(resultOf(test));
      failed ||= wanted !== undefined && test.errors.length > 0;
      mutants.currentTestId = undefined;
    }
  };
  resetState();
  addEventHandler(follow);
  try {
    loader.load(SPECS);
    await run();
    return { status: DryRunStatus.Complete, tests };
  } catch (error) {
    return { status: DryRunStatus.Error, errorMessage: String(error?.stack ?? error) };
  } finally {
    removeEventHandler(follow);
  }
}

function resultOf(test) {
  const id = nameOf(test);
  const result = { id, name: id, timeSpentMs: test.duration ?? 0 };
  if (test.errors.length > 0) {
    const failureMessage = test.errors.map((error) => String([error].flat()[0]?.message ?? error)).join('\n');
    return { ...result, status: TestStatus.Failed, failureMessage };
  }
  return { ...result, status: TestStatus.Success };
}

/** Runs Jest's own tests without its environments: what costs it seconds a mutant is done once. */
function createRunner() {
  const loader = new Loader(process.cwd());
  const chosen = import(pathToFileURL(join(process.cwd(), 'test/mutants/specs.mjs')));
  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async dryRun() {
      mutants.mutantCoverage = { static: {}, perTest: {} };
      return { ...(await runSpecs(loader, await chosen)), mutantCoverage: mutants.mutantCoverage };
    },
    async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
      const wanted = testFilter && new Set(testFilter);
      Object.assign(mutants, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
      const result = await runSpecs(loader, await chosen, (name) => !wanted || wanted.has(name));
      return toMutantRunResult(determineHitLimitReached(mutants.hitCount, hitLimit) ?? result, disableBail);
    },
  };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createRunner)];
