import { type Key, NoSuch, RIGHTS, type Right } from '@in-force/desk';
import { Command, InvalidArgumentError } from 'commander';
import { keysIn, type Shown, withKeyRing } from './desk-access.js';
import { SETTINGS_HELP } from './settings.js';
import { tableFor } from './table.js';
import { type Done, EXIT, Misused, type Terminal } from './terminal.js';

/** `inforce key`: who may do what beside reading. */
export function keyCommand(terminal: Terminal, done: Done): Command {
  const key = new Command('key')
    .summary('who may record and watch')
    .description(
      'Issues, lists, replaces and revokes keys. Where a server is running, it is asked, with IN_FORCE_TOKEN. A secret is shown once.',
    )
    .addHelpText('after', `${EXAMPLES}${SETTINGS_HELP}`);
  const act = (work: () => Promise<void>) => async () => {
    try {
      await work();
      done(EXIT.fine);
    } catch (error) {
      throw error instanceof NoSuch ? new Misused(error.message) : error;
    }
  };
  key
    .command('issue')
    .description('Issues a key, and shows its secret.')
    .requiredOption('--name <name>', 'whose key it is')
    .requiredOption('--may <rights>', `its rights, separated by commas: ${RIGHTS.join(', ')}`, rights)
    .action((options: { name: string; may: Right[] }) =>
      act(() => withKeyRing(terminal, async (keys) => show(terminal, await keys.issue(options.name, options.may))))(),
    );
  key
    .command('list')
    .description('Lists the keys, without their secrets.')
    .option('--json', 'as JSON')
    .action((options: { json?: true }) => act(async () => list(terminal, await keysIn(terminal), options))());
  key
    .command('rotate')
    .description('Gives a key another secret. The one before works on for a day.')
    .argument('<id>', 'its id')
    .option('--now', 'the one before ends at once')
    .action((id: string, options: { now?: true }) =>
      act(() => withKeyRing(terminal, async (keys) => show(terminal, await keys.rotate(id, options.now ?? false))))(),
    );
  key
    .command('revoke')
    .description('Ends a key: its next request fails.')
    .argument('<id>', 'its id')
    .action((id: string) =>
      act(async () => {
        await withKeyRing(terminal, (keys) => keys.revoke(id));
        terminal.stdout.write(`${id} is revoked.\n`);
      })(),
    );
  return key;
}

const EXAMPLES = `
Examples:
  inforce key issue --name "Desk A" --may record,watch
  inforce key list
  inforce key rotate 4xcqoc013wst --now
  inforce key revoke 4xcqoc013wst
`;

function rights(text: string): Right[] {
  const found = text.split(',').map((one) => one.trim());
  const unknown = found.find((one) => !RIGHTS.includes(one as Right));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is no right. Write ${RIGHTS.join(', ')}.`);
  return found as Right[];
}

function show(terminal: Terminal, { id, name, may, key, formerUntil }: Shown): void {
  terminal.stdout.write(`${key}\n`);
  const until = formerUntil === undefined ? '' : ` The secret before works until ${formerUntil}.`;
  terminal.stderr.write(`The key "${name}" (${id}) may ${may.join(', ')}.${until} Its secret is shown this once.\n`);
}

function list(terminal: Terminal, keys: readonly Key[], { json }: { readonly json?: true }): void {
  if (json) {
    terminal.stdout.write(`${JSON.stringify({ keys }, null, 2)}\n`);
    return;
  }
  if (keys.length === 0) {
    terminal.stdout.write('There are no keys yet.\n');
    return;
  }
  const rows = keys.map(({ id, name, may, issuedAt, revokedAt }) => ({
    cells: [id, may.join(', '), `issued ${issuedAt.slice(0, 10)}${revokedAt === null ? '' : `, revoked ${revokedAt.slice(0, 10)}`}`],
    title: name,
  }));
  terminal.stdout.write(`${tableFor(terminal, { cells: ['id', 'may', 'when'], title: 'name', narrow: [1] }, rows)}\n`);
}
