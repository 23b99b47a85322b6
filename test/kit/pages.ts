import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Returns the text of a page, by its path in the checkout. */
export const pageOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Returns the blocks of a page in one language, in order. */
export const blocksIn = (page: string, language: string): string[] =>
  [...page.matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)].flatMap(([, named, text = '']) => (named === language ? [text] : []));

/** Returns the commands that a page shows, each with what it says. */
export const commandsIn = (page: string): [command: string, output: string][] =>
  blocksIn(page, 'console').map((block) => {
    const [command = '', ...output] = block.split('\n');
    return [command.slice('$ '.length), output.join('\n')];
  });
