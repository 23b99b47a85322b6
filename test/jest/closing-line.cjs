const { writeSync } = require('node:fs');

/** Prints one plain line, last of all, that any CI can read: "12 passed, 0 failed, 1 skipped". */
module.exports = class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
    // A suite that could not even load has no failed tests in Jest's count; it is a failure all the same.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    process.once('exit', () => writeSync(1, line));
  }
};
