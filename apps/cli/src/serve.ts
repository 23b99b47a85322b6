import { Command } from 'commander';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, Misused, type Terminal } from './terminal.js';

/** `inforce serve`: the API and the web page, until interrupted. `npm start` runs it. */
export function serveCommand(terminal: Terminal, done: Done): Command {
  return new Command('serve')
    .summary('serve the API and the web page')
    .description('Serves the API and the web page, until interrupted. The first start loads the founding record.')
    .addHelpText('after', EXAMPLES + SETTINGS_HELP + MORE)
    .action(async () => done(await serving(terminal)));
}

const EXAMPLES = `
Examples:
  inforce serve
  PORT=8080 IN_FORCE_LOG=sqlite:/var/lib/in-force.db inforce serve
`;

const MORE = `  PORT             where to listen; 0 takes any free port (default: 3000)
  HOST             the address to listen on (default: 127.0.0.1)
  IN_FORCE_TOKEN   what recorders send as a bearer token, at least 16 characters
                   (default: none, and nobody records over HTTP)
`;

async function serving(terminal: Terminal) {
  // Loaded when it is needed: it is most of the program, and the other commands start without it.
  const { greeting, serve, settingsFrom } = await import('@in-force/api');
  const served = await serve(settingsFrom(terminal.env)).catch((error: NodeJS.ErrnoException & { port?: number }) => {
    if (error.syscall !== 'listen') throw error;
    throw new Misused(`Cannot listen on port ${error.port} (${error.code}). Set PORT to another one, or to 0 for any that is free.`);
  });
  const stop = terminal.interrupted();
  terminal.stdout.write(`${await greeting(served)}\n`);
  await new Promise<void>((resolve) => (stop.aborted ? resolve() : stop.addEventListener('abort', () => resolve(), { once: true })));
  await served.close();
  return EXIT.fine;
}
