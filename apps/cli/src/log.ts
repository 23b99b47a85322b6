import { RunningHead } from '@in-force/engine';
import type { Recorded } from '@in-force/events';
import { Command } from 'commander';
import { backupCommand, restoreCommand } from './backup.js';
import { copyCommand, position } from './copy.js';
import { beginLog, withLogToRead } from './record-access.js';
import { SETTINGS_HELP, settingsOf, withoutPassword } from './settings.js';
import { plain } from './table.js';
import { type Done, EXIT, type Terminal, widthOf } from './terminal.js';
import { clean, count, hanging } from './text.js';
import { logVerifyCommand } from './verify.js';

/** How many events `tail` looks back, as the tool of that name does. */
const LOOK_BACK = 10;

/** `inforce log`: the record itself. */
export function logCommand(terminal: Terminal, done: Done): Command {
  const log = new Command('log')
    .summary('look into the log itself')
    .description('Looks into the log itself. Works beside a running server.');
  log
    .command('begin')
    .summary('make a log where there is none')
    .description('Makes a log where IN_FORCE_LOG names none yet, begins it with what IN_FORCE_RECORD names, and says how far it goes.')
    .addHelpText('after', `\nExample:\n  IN_FORCE_LOG=sqlite:other.db inforce log begin\n${SETTINGS_HELP}`)
    .action(async () => {
      const position = await beginLog(terminal);
      terminal.stdout.write(`${withoutPassword(settingsOf(terminal).log)} holds ${count(position, 'event')}.\n`);
      done(EXIT.fine);
    });
  log
    .command('stat')
    .summary('what the log holds')
    .description('Says how far the log goes and the tree head there, which names what it holds, and counts its events and streams.')
    .option('--json', 'as JSON')
    .addHelpText('after', `\nExamples:\n  inforce log stat\n  IN_FORCE_LOG=sqlite:other.db inforce log stat --json\n${SETTINGS_HELP}`)
    .action(async (options: { json?: true }) => done(await stat(terminal, options)));
  log
    .command('tail')
    .summary('its events')
    .description(`Prints the last ${LOOK_BACK} events, or those after a position, with position, recordedAt, type, stream and summary.`)
    .option('--after <position>', `begin after this position; 0 prints everything (default: the last ${LOOK_BACK})`, position)
    .option('--follow', 'go on with what comes, until interrupted')
    .option('--json', 'whole events, one JSON object a line')
    .addHelpText(
      'after',
      `\nExamples:\n  inforce log tail --follow\n  inforce log tail --after 0 --json | gzip > record.ndjson.gz\n${SETTINGS_HELP}`,
    )
    .action(async (options: TailOptions) => done(await tail(terminal, options)));
  log.addCommand(backupCommand(terminal, done));
  log.addCommand(restoreCommand(terminal, done));
  log.addCommand(copyCommand(terminal, done));
  log.addCommand(logVerifyCommand(terminal, done));
  return log;
}

interface TailOptions {
  readonly after?: number;
  readonly follow?: true;
  readonly json?: true;
}

async function stat(terminal: Terminal, { json }: { readonly json?: true }) {
  const { url, head, tree, types, streams } = await withLogToRead(terminal, async (log) => {
    const head = await log.head();
    const types = new Map<string, number>();
    const streams = new Set<string>();
    const tree = new RunningHead();
    for await (const { type, stream, leaf } of upTo(head.position, log.tail(0, new AbortController().signal))) {
      types.set(type, (types.get(type) ?? 0) + 1);
      streams.add(stream);
      tree.add(leaf);
    }
    return { url: withoutPassword(settingsOf(terminal).log), head, tree: tree.head, types, streams };
  });
  const byType = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  const { id, recordedAt } = head;
  if (json) {
    const answer = {
      url,
      id,
      position: String(head.position),
      head: tree,
      recordedAt,
      streams: streams.size,
      types: Object.fromEntries(byType),
    };
    terminal.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else {
    const facts = [
      ['log', url],
      ['position', head.position],
      ['recordedAt', recordedAt ?? 'nothing recorded yet'],
      ['streams', streams.size],
      ...byType,
    ];
    const [first = ['', ''], ...rest] = facts.map(([name, value]) => [String(name), String(value)] as const);
    const row = ([name, value]: readonly [string, string]) => ({ cells: [name], title: value });
    terminal.stdout.write(`${plain({ ...row(first as [string, string]), narrow: [] }, rest.map(row))}\nhead  ${tree}\n`);
  }
  return EXIT.fine;
}

async function tail(terminal: Terminal, { after, follow, json }: TailOptions) {
  await withLogToRead(terminal, async (log) => {
    const head = await log.head();
    const from = after ?? Math.max(0, head.position - LOOK_BACK);
    const signal = follow ? terminal.interrupted() : new AbortController().signal;
    const events = log.tail(from, signal);
    for await (const event of follow ? events : upTo(head.position - from, events))
      terminal.stdout.write(json ? `${JSON.stringify(event)}\n` : `${eventLines(event, terminal).join('\n')}\n`);
  });
  return EXIT.fine;
}

/** An event on one line of a pipe; on a terminal as many as it takes, what it says beneath where it is. */
function eventLines({ position, recordedAt, type, stream, summary, instrument }: Recorded, terminal: Terminal): string[] {
  const says = clean(summary ?? instrument?.title ?? '');
  const line = [position, recordedAt, type, stream, says].join('  ').trimEnd();
  if (!terminal.isTTY) return [line];
  const lead = ' '.repeat(String(position).length + 2);
  const beneath = [stream, says].filter((text) => text !== '').flatMap((text) => hanging(lead, text, widthOf(terminal)));
  return [[position, recordedAt, type].join('  '), ...beneath];
}

/** Yields the first so many of what may never end. */
async function* upTo<Value>(number: number, values: AsyncIterable<Value>): AsyncGenerator<Value> {
  let left = number;
  if (left <= 0) return;
  for await (const value of values) {
    yield value;
    if (--left === 0) return;
  }
}
