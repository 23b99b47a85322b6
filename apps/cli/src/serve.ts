import { Command } from 'commander';
import { SERVER_SETTINGS_HELP, SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, type Terminal } from './terminal.js';

/** `inforce serve`: the API, until interrupted. `npm start` runs it. */
export function serveCommand(terminal: Terminal, done: Done): Command {
  return new Command('serve')
    .summary('serve the API')
    .description('Serves the API, until interrupted. The first start loads the founding record.')
    .addHelpText('after', EXAMPLES + SETTINGS_HELP + SERVER_SETTINGS_HELP)
    .action(async () => done(await serveUntilInterrupted(terminal)));
}

const EXAMPLES = `
Examples:
  inforce serve
  PORT=8080 IN_FORCE_LOG=sqlite:/var/lib/in-force.db inforce serve
`;

async function serveUntilInterrupted(terminal: Terminal) {
  // Loaded when it is needed: it is most of the program, and the other commands start without it.
  const { greeting, serve, settingsFrom } = await import('@in-force/api');
  const served = await serve(settingsFrom(terminal.env));
  const stop = terminal.interrupted();
  terminal.stdout.write(`${await greeting(served)}\n`);
  await new Promise<void>((resolve) => (stop.aborted ? resolve() : stop.addEventListener('abort', () => resolve(), { once: true })));
  await served.close();
  return EXIT.fine;
}
