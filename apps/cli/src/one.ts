import { type Arrangement, PARAMETERS, type Question } from '@in-force/answers';
import type { Register, Sealed } from '@in-force/engine';
import { askAct } from './act.js';
import { arrangementText } from './arrangements-text.js';
import type { FileOptions } from './list-file.js';
import { readQuestion } from './question-options.js';
import { askRecord } from './record-access.js';
import { EXIT, type Exit, Misused, type Terminal } from './terminal.js';

/** The lists of which one entry can be shown whole, and what a question about one takes. */
const ONE = { arrangements: PARAMETERS.arrangements, instruments: PARAMETERS.instrument } as const;
type One = keyof typeof ONE;

export const isOne = (register: Register): register is One => register in ONE;

/** Returns the parameters of a question about one entry. */
export const parametersOfOne = (register: One): readonly (keyof Question)[] =>
  ONE[register].filter((name) => !['party', 'measure', 'limit', 'after', 'log', 'facts'].includes(name));

/** Shows one entry of a list, by its id. */
export async function showOne(terminal: Terminal, register: One, id: string, options: FileOptions & { json?: true }): Promise<Exit> {
  if (options.format !== undefined || options.out !== undefined)
    throw new Misused('A file holds a list. Leave the id out, or ask for --json.');
  const question = readQuestion(options as Record<string, unknown>, terminal.now(), parametersOfOne(register));
  const { answer, text } = await askRecord(terminal, question, async (answers) => {
    if (register === 'arrangements') {
      const round = (await answers.entry(register, id, question)) as unknown as Arrangement & Sealed;
      return { answer: round, text: () => arrangementText(round, terminal) };
    }
    return askAct(answers, id, question, terminal);
  });
  terminal.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : text());
  return EXIT.fine;
}
