import { existsSync } from 'node:fs';
import type { Verdict } from '@in-force/engine';
import { Command } from 'commander';
import { verifyRecord } from './record-access.js';
import { type Done, EXIT, Misused, type Terminal, widthOf } from './terminal.js';
import { wrap } from './text.js';

const KEY = ['--key <key...>', 'whose signature a checkpoint must bear, as /v1/checkpoint/keys tells it'] as const;

/** `inforce verify FILE...`: checks what In Force wrote, without asking anybody. */
export function verifyCommand(terminal: Terminal, done: Done): Command {
  return new Command('verify')
    .summary('check exports, answers and citations offline')
    .description(
      'Checks files without asking anybody: an export (NDJSON) with its checkpoint, answers (JSON), proofs, and texts with citations in them. Names the first event that was altered, dropped, swapped, doubled or rewritten. Answers and citations are made again from the export that is given with them, else from the published record of this checkout.',
    )
    .argument('<file...>', 'what is to be checked')
    .option(...KEY)
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], { key = [] }: { key?: string[] }) => {
      for (const file of files) if (!existsSync(file)) throw new Misused(`There is no file ${file}.`);
      done(said(await verifyRecord(terminal, files, key), terminal));
    });
}

const EXAMPLES = `
Examples:
  inforce verify record.ndjson record.ndjson.checkpoint
  inforce on 2025-11-20 --region EU --json > answer.json
  inforce verify answer.json
  inforce verify my-paper.bib record.ndjson

Exit codes: 0 all is shown; 1 something is wrong, or cannot be shown here;
2 usage.
`;

/** `inforce log verify`: checks a whole log. */
export function logVerifyCommand(terminal: Terminal, done: Done): Command {
  return new Command('verify')
    .summary('check the whole log')
    .description(
      'Reads the whole log, checks each event by the leaf hash that is kept with it, and holds the tree heads against checkpoints that were kept before, and against the published record where the log begins with that.',
    )
    .argument('[checkpoint...]', 'checkpoints, or manifests of exports')
    .option(...KEY)
    .addHelpText('after', '\nExample:\n  inforce log verify kept/*.checkpoint\n')
    .action(async (files: string[], { key = [] }: { key?: string[] }) => {
      for (const file of files) if (!existsSync(file)) throw new Misused(`There is no file ${file}.`);
      const verdicts = await verifyRecord(terminal, files, key, true);
      const exit = said(verdicts, terminal);
      done(verdicts[0]?.sound === false ? EXIT.log : exit);
    });
}

function said(verdicts: readonly Verdict[], terminal: Terminal) {
  for (const { of, says } of verdicts) terminal.stdout.write(`${wrap(`${of}: ${says}`, widthOf(terminal)).join('\n')}\n`);
  return verdicts.every(({ sound }) => sound === true) ? EXIT.fine : EXIT.no;
}
