import { FOUNDING_RECORD, publish, readRecordFolder } from '@in-force/engine';
import { Command } from 'commander';
import { SETTINGS_HELP, settingsOf } from './settings.js';
import { type Done, EXIT, Misused, type Terminal } from './terminal.js';

/** `inforce release NAME`: publishes what the files of a record say that no release holds yet. */
export function releaseCommand(terminal: Terminal, done: Done): Command {
  return new Command('release')
    .summary('publish what the files of the record add')
    .description(
      'Publishes what the files of IN_FORCE_RECORD say that no release of it holds yet: every log that begins with them afterwards holds these events at the same positions, recorded at the same moment. A release never changes.',
    )
    .argument('<name>', 'of the release, such as the day')
    .addHelpText('after', `\nExample:\n  inforce release 2026-11-26\n${SETTINGS_HELP}`)
    .action(async (name: string) => {
      const { record } = settingsOf(terminal);
      if (record === 'none') throw new Misused('IN_FORCE_RECORD is none. Name the folder of a record.');
      const folder = record ?? FOUNDING_RECORD;
      const release = await publish(folder, await readRecordFolder(folder), name, terminal.now());
      terminal.stdout.write(
        release
          ? `Published release ${release.name} in ${folder}: ${release.events} events, head ${release.head}.\n`
          : `The releases in ${folder} hold all that its files say.\n`,
      );
      done(release ? EXIT.fine : EXIT.no);
    });
}
