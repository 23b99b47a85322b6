import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { checkpointOf, readSettings } from '@in-force/engine';
import { Command } from 'commander';
import { backUp, restore, urlOf, type Which } from './record-copies.js';
import { SETTINGS_HELP, withoutPassword } from './settings.js';
import { type Done, EXIT, type Terminal } from './terminal.js';
import { count } from './text.js';
import { demandWritten } from './write-file.js';

/** Says that the other log is meant. */
const OF_SERVICE = ['--service', 'the service log (keys, watches, deliveries) that IN_FORCE_SERVICE_LOG names, not the record'] as const;

/** `inforce log backup FILE`: writes the log into one file, while others write to it. */
export function backupCommand(terminal: Terminal, done: Done): Command {
  return new Command('backup')
    .summary('write the log into one file')
    .description(
      'Writes the whole log into one new file, as it stands at one moment, also while a server writes to it. Every event is checked by its leaf hash before the file has its name. Its checkpoint is written beside it, signed where IN_FORCE_SIGNING_KEY is set.',
    )
    .argument('<file>', 'a file that does not exist yet')
    .option(...OF_SERVICE)
    .addHelpText('after', `\nExample:\n  inforce log backup backups/2026-11-26.db\n${SETTINGS_HELP}`)
    .action(async (file: string, which: Which) => {
      const { url, signing } = readSettings(['url', 'signing'], terminal.env);
      const whole = await backUp(terminal, file, which);
      await demandWritten(`${file}.checkpoint`, writeFile(`${file}.checkpoint`, checkpointOf(whole, url, signing)));
      const { position, head } = whole;
      terminal.stdout.write(`${file} holds ${count(position, 'event')}.\nTree head ${head}, in ${file}.checkpoint\n`);
      done(EXIT.fine);
    });
}

/** `inforce log restore FILE`: puts a backup in the place of the log. */
export function restoreCommand(terminal: Terminal, done: Done): Command {
  return new Command('restore')
    .summary('put a backup in the place of the log')
    .description(
      'Puts a backup in the place of the log that IN_FORCE_LOG names, once every event in it was checked, and its checkpoint where that lies beside it. What stands there is moved aside. Refused where it would lose what the mark of the log knows, and while a program writes to the log. Run again it completes what was cut off. A log on a server is continued with what it lacks.',
    )
    .argument('<file>', 'what inforce log backup wrote')
    .option(...OF_SERVICE)
    .addHelpText('after', `\nExample:\n  inforce log restore backups/2026-11-26.db\n${SETTINGS_HELP}`)
    .action(async (file: string, which: Which) => {
      const checkpoint = existsSync(`${file}.checkpoint`) ? await readFile(`${file}.checkpoint`, 'utf8') : null;
      const { position, head, done: did, aside } = await restore(terminal, file, checkpoint, which);
      const url = withoutPassword(urlOf(terminal, which));
      const says = did
        ? `${url} holds ${count(position, 'event')} from ${file}.`
        : `${url} holds what ${file} does already; nothing was done.`;
      terminal.stdout.write(`${says}\n${aside === null ? '' : `What stood there is now ${aside}\n`}Tree head ${head}\n`);
      if (checkpoint === null) terminal.stderr.write(`No checkpoint lies beside ${file}; it was checked by its own hashes alone.\n`);
      done(EXIT.fine);
    });
}
