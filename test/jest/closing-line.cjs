const { writeSync } = require('node:fs');

/** Names what was skipped, and prints one plain line, last of all, that any CI can read: "12 passed, 0 failed, 1 skipped". */
module.exports = class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests, testResults }) {
    // A suite that could not even load has no failed tests in Jest's count; it is a failure all the same.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = new Map();
    for (const { ancestorTitles, title, status } of testResults.flatMap(({ testResults }) => testResults))
      if (status === 'pending') skipped.set(ancestorTitles[0] ?? title, (skipped.get(ancestorTitles[0] ?? title) ?? 0) + 1);
    const named = [...skipped].map(([name, count]) => `Skipped: ${count} of "${name}"\n`).join('');
    const line = `${named}${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    process.once('exit', () => writeSync(1, line));
  }
};
