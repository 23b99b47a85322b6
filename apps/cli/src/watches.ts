import { spellWatched } from '@in-force/answers';
import { TOLD_CAUSES } from '@in-force/desk';
import { Command, InvalidArgumentError } from 'commander';
import { serverOfWatches } from './desk-access.js';
import { addWatchedOptions, readWatched } from './question-options.js';
import type { AskServer } from './server-access.js';
import { tableFor } from './table.js';
import { type Done, EXIT, type Terminal, widthOf } from './terminal.js';
import { hanging, wrap } from './text.js';

/** A watch as a server answers it, as far as the terminal shows it. */
interface Watch {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly title: string | null;
  readonly to: string | null;
  readonly question: Readonly<Record<string, string>>;
  readonly sequence: number;
  readonly answered: number | null;
  readonly secret?: string | null;
}

interface Attempt {
  readonly sequence: number | null;
  readonly attempt: number;
  readonly at: string;
  readonly answeredAt: string | null;
  readonly status: number | null;
  readonly error: string | null;
}

interface Delivery {
  readonly sequence: string;
  readonly recordedtime: string;
  readonly data: { readonly text?: string };
}

interface Options {
  readonly server?: string;
  readonly json?: true;
}

/** What a subcommand asks of a server, and how it shows what that answers. */
type Work<More> = (ask: AskServer, options: Options & More, id: string) => Promise<{ readonly answer: unknown; readonly text: string }>;

const SERVER = 'the server that keeps the watches (default: the one that runs on this machine)';

/** Adds to `inforce watch` what is done with watches that a server keeps: made, looked at, changed, tried, ended. */
export function addWatches(watch: Command, terminal: Terminal, done: Done): void {
  const add = <More>(name: string, description: string, work: Work<More>): Command => {
    const command = new Command(name).description(description).option('--server <url>', SERVER).option('--json', 'what the server answers');
    watch.addCommand(
      command.action(async (...given: unknown[]) => {
        const [id, options] = given.length > 2 ? given : ['', given[0]];
        const ask = await serverOfWatches(terminal, (options as Options).server);
        const { answer, text } = await work(ask, options as Options & More, encodeURIComponent(String(id)));
        terminal.stdout.write((options as Options).json ? `${JSON.stringify(answer ?? null, null, 2)}\n` : text);
        done(EXIT.fine);
      }),
    );
    return command;
  };
  const one = <More>(name: string, description: string, work: Work<More>) => add(name, description, work).argument('<id>', 'its id');
  const changed = (text: (watch: Watch) => string, ask: Promise<Watch>) => ask.then((answer) => ({ answer, text: `${text(answer)}\n` }));

  addWatchedOptions(
    add<Readonly<Record<string, string>>>('make', 'Makes a watch: what changes in the answer is told from now on.', (ask, options) => {
      const { title, to, causes, after, ...asked } = options;
      const { lead, ...question } = Object.fromEntries(spellWatched(readWatched(asked, terminal.now())));
      const [leads, told] = [lead && { lead: lead.split(',') }, causes && { causes: causes.split(',') }];
      const made = { question, title, to, after, ...leads, ...told };
      return changed(madeText, ask<Watch>('POST', '/v1/watches', made));
    }),
  )
    .option('--to <url>', 'where deliveries are posted: a public https address (default: they are read)')
    .option('--title <text>', 'what you call it')
    .option('--causes <causes>', `of which changes it is told: ${TOLD_CAUSES.join(', ')} (default: all but rules)`)
    .option('--after <cursor>', 'begin behind this cursor, or at an instant (default: now)');
  add('list', 'Lists your watches.', async (ask) => {
    const answer = await ask<{ readonly watches: readonly Watch[] }>('GET', '/v1/watches');
    return { answer, text: listText(answer.watches, terminal) };
  });
  one<{ after?: string }>('deliveries', 'Lists what a watch was told in the last 30 days.', async (ask, { after = '0' }, id) => {
    const answer = await ask<{ readonly deliveries: readonly Delivery[] }>(
      'GET',
      `/v1/watches/${id}/deliveries?after=${encodeURIComponent(after)}`,
    );
    return { answer, text: deliveriesText(answer.deliveries, terminal) };
  }).option('--after <number>', 'only those after this number', number);
  one('attempts', 'Lists what came of sending, in the last 30 days.', async (ask, _, id) => {
    const answer = await ask<{ readonly attempts: readonly Attempt[] }>('GET', `/v1/watches/${id}/attempts`);
    return { answer, text: attemptsText(answer.attempts, terminal) };
  });
  one('pause', 'Pauses a watch: it collects, and sends nothing.', (ask, _, id) =>
    changed(({ id }) => `${id} is paused.`, ask<Watch>('PATCH', `/v1/watches/${id}`, { state: 'paused' })),
  );
  one('resume', 'Lets a watch go on that is paused or disabled.', (ask, _, id) =>
    changed(({ id }) => `${id} is active.`, ask<Watch>('PATCH', `/v1/watches/${id}`, { state: 'active' })),
  );
  one('test', 'Sends a test, which has no number.', async (ask, _, id) => {
    const answer = await ask<{ readonly status: number | null; readonly error: string | null }>('POST', `/v1/watches/${id}/test`);
    return { answer, text: answer.status === null ? `No answer: ${answer.error}\n` : `The receiver answered ${answer.status}.\n` };
  });
  one<{ from: string; through?: string }>(
    'replay',
    'Sends deliveries once more, under their numbers.',
    async (ask, { from, through }, id) => {
      const body = { from: Number(from), ...(through && { through: Number(through) }) };
      const answer = await ask<{ readonly from: number; readonly through: number }>('POST', `/v1/watches/${id}/replay`, body);
      return { answer, text: `Deliveries ${answer.from} to ${answer.through} are sent once more.\n` };
    },
  )
    .requiredOption('--from <number>', 'the first of them', number)
    .option('--through <number>', 'the last of them (default: the last that was taken)', number);
  one('rotate', 'Gives a watch another secret; for a day both sign.', (ask, _, id) =>
    changed(({ secret }) => `${secret}`, ask<Watch>('POST', `/v1/watches/${id}/rotation`)),
  );
  one('delete', 'Ends a watch.', async (ask, _, id) => {
    await ask('DELETE', `/v1/watches/${id}`);
    return { answer: null, text: `${id} is deleted.\n` };
  });
}

function number(text: string): string {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Write a number.');
  return text;
}

function madeText({ id, to, secret }: Watch): string {
  if (!secret) return `${id}\nRead it with: inforce watch deliveries ${id}`;
  return `${id}\n${secret}\nThe second line verifies what is posted to ${to}. It is shown this once.`;
}

function listText(watches: readonly Watch[], terminal: Terminal): string {
  if (watches.length === 0) return 'There are no watches of yours.\n';
  const rows = watches.map(({ id, state, reason, title, to, question, sequence, answered }) => ({
    cells: [id, state, answered === null ? `${sequence} told` : `${answered} of ${sequence} taken`, to ?? 'is read'],
    title: [
      title,
      Object.entries(question)
        .map((one) => one.join('='))
        .join(' '),
      reason,
    ]
      .filter(Boolean)
      .join('; '),
  }));
  return `${tableFor(terminal, { cells: ['id', 'state', 'deliveries', 'to'], title: 'title', narrow: [3] }, rows)}\n`;
}

function deliveriesText(deliveries: readonly Delivery[], terminal: Terminal): string {
  if (deliveries.length === 0) return 'It was told nothing.\n';
  const width = widthOf(terminal);
  return deliveries
    .map(({ sequence, recordedtime, data }) => {
      const [head, text] = [`${sequence}  ${recordedtime}`, data.text ?? 'The rules are others now: the whole answer.'];
      return terminal.isTTY ? [head, ...hanging('  ', text, width), ''].join('\n') : `${head}  ${text}\n`;
    })
    .join('');
}

function attemptsText(attempts: readonly Attempt[], terminal: Terminal): string {
  if (attempts.length === 0) return `${wrap('Nothing was sent.', widthOf(terminal)).join('\n')}\n`;
  const rows = attempts.map(({ sequence, attempt, at, answeredAt, status, error }) => ({
    cells: [sequence === null ? 'test' : String(sequence), String(attempt), at],
    title: status === null ? (error ?? (answeredAt === null ? 'not known yet' : '')) : `answered ${status}`,
  }));
  return `${tableFor(terminal, { cells: ['delivery', 'attempt', 'at'], title: 'outcome', narrow: [] }, rows)}\n`;
}
