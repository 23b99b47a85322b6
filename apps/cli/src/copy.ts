import { Command, InvalidArgumentError } from 'commander';
import { progressBar } from './progress.js';
import { copyRecord } from './record-copies.js';
import { type Done, EXIT, type Terminal } from './terminal.js';
import { count } from './text.js';

/** `inforce log copy FROM TO`: moves a whole record into another log. */
export function copyCommand(terminal: Terminal, done: Done): Command {
  return new Command('copy')
    .summary('move a whole record into another log')
    .description(
      'Copies every event with its id, position and instant, so that citations go on answering the same facts. Run again it goes on where it stopped; at the end both logs are read and compared.',
    )
    .argument('<from>', 'a log: sqlite:PATH or esdb://HOST:PORT')
    .argument('<to>', 'an empty log, or one that holds a first part of the other')
    .option('--through <position>', 'no further than this event: what comes after it is not looked at, and may be broken', position)
    .addHelpText('after', '\nExample:\n  inforce log copy sqlite:data/in-force.db sqlite:backup.db\n')
    .action(async (from: string, to: string, { through }: { readonly through?: number }) => done(await copy(terminal, from, to, through)));
}

async function copy(terminal: Terminal, from: string, to: string, through: number | undefined) {
  const bar = progressBar(terminal);
  try {
    const { copied, total, head } = await copyRecord(terminal, from, to, through, bar.at);
    bar.clear();
    terminal.stdout.write(`Copied ${count(copied, 'event')}; both logs hold ${count(total, 'event')}, the same.\nTree head ${head}\n`);
    return EXIT.fine;
  } finally {
    bar.clear();
  }
}

/** Reads a position from the command line. */
export function position(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A position is a number: that of an event in the record, from 1, or 0.');
  return Number(text);
}
