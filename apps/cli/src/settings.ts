import { readSetting, SETTINGS, type Settings } from '@in-force/engine';
import type { Terminal } from './terminal.js';

/** Returns where the record is kept, and what it begins with. Nothing is checked: what cannot be used is said where it is used. */
export const settingsOf = ({ env }: Pick<Terminal, 'env'>): Pick<Settings, 'log' | 'record' | 'snapshots'> => ({
  log: readSetting('log', env),
  record: readSetting('record', env),
  snapshots: readSetting('snapshots', env),
});

/** Returns the URL of a log as it may be shown. */
export const withoutPassword = (url: string): string => url.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:…@');

const WIDTH = 80;
const INDENT = 19;

/** Lists settings as a help text has them: the name, and beside it, or below it where it is long, what it is for. */
const listed = (settings: typeof SETTINGS): string =>
  settings
    .map(({ name, says, otherwise }) => {
      const text = otherwise === null ? says : `${says} (default: ${otherwise})`;
      const lines = [''];
      // "(default:" stays beside what follows it.
      for (const word of text.split(/(?<!\(default:) /)) {
        const line = lines.at(-1) as string;
        if (line !== '' && INDENT + line.length + 1 + word.length > WIDTH) lines.push(word);
        else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
      }
      const head = `  ${name} `;
      const body = lines.join(`\n${' '.repeat(INDENT)}`);
      return head.length > INDENT ? `  ${name}\n${' '.repeat(INDENT)}${body}\n` : `${head.padEnd(INDENT)}${body}\n`;
    })
    .join('');

export const SETTINGS_HELP = `
Settings (environment):
${listed(SETTINGS.filter(({ server }) => !server))}`;

/** The settings of a server alone. */
export const SERVER_SETTINGS_HELP = `${listed(SETTINGS.filter(({ server }) => server))}
Any setting may stand in a file: IN_FORCE_TOKEN_FILE=PATH for IN_FORCE_TOKEN.
`;

export const EXIT_HELP = `
Exit codes: 0 fine, 1 the answer is "no" or refused, 2 usage or bad input,
3 the log could not be opened or is damaged.
`;
