import { run } from './run.js';
import { EXIT } from './terminal.js';

/** A reader that has seen enough (`| head`) is no error. What cannot be written otherwise is said in a line where that can be. */
for (const out of [process.stdout, process.stderr])
  out.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(EXIT.fine);
    if (out === process.stdout) process.stderr.write(`The output could not be written: ${message}.\n`);
    process.exit(EXIT.no);
  });

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => new Date().toISOString(),
  columns: process.stdout.columns ?? 80,
  isTTY: process.stdout.isTTY ?? false,
  interrupted: () => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    return stop.signal;
  },
});
