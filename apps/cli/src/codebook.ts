import { codebook } from '@in-force/formats';
import { Command } from 'commander';
import { type Done, EXIT, type Terminal } from './terminal.js';

/** `inforce codebook`: what every word and column means. */
export const codebookCommand = (terminal: Terminal, done: Done): Command =>
  new Command('codebook')
    .summary('what every word and column means')
    .description('Prints what every status, kind, event and column means, as Markdown: docs/codebook.md.')
    .action(async () => {
      const { FIELDS } = await import('@in-force/answers/schemas'); // made here alone: no other command needs them
      terminal.stdout.write(codebook(FIELDS));
      done(EXIT.fine);
    });
