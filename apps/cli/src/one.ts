import { type Arrangement, PARAMETERS, type Question } from '@in-force/answers';
import type { Register, Sealed } from '@in-force/engine';
import { actText } from './act-text.js';
import { arrangementText } from './arrangements-text.js';
import { questionFrom } from './asking.js';
import type { FileOptions } from './list-file.js';
import { EXIT, type Exit, Misused, type Terminal } from './terminal.js';
import { answering } from './wiring.js';

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
  const question = questionFrom(options as Record<string, unknown>, terminal.now(), parametersOfOne(register));
  const { answer, text } = await answering(terminal, question, async (answers) => {
    if (register === 'arrangements') {
      const round = (await answers.entry(register, id, question)) as unknown as Arrangement & Sealed;
      return { answer: round, text: () => arrangementText(round, terminal) };
    }
    const act = await answers.instrument(id, question);
    return { answer: act, text: () => actText(act, terminal) };
  });
  terminal.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : text());
  return EXIT.fine;
}
