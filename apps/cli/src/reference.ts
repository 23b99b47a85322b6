import { CITATIONS, citedAs, readSettings, type Sealed } from '@in-force/engine';
import { Option } from 'commander';
import type { Terminal } from './terminal.js';

const FORMS = Object.values(CITATIONS);

/** Returns the option that asks for an answer as a reference. */
export const citeOption = (): Option =>
  new Option('--cite <form>', 'the answer as a reference').choices(FORMS.map(({ name }) => name)).conflicts(['json', 'csv']);

/** An answer as a reference. Its link is one of the server that IN_FORCE_URL names, else of one on this machine. */
export function writeReference(form: string, answer: Sealed, release: string | null, { env, now }: Terminal): string {
  const { url } = readSettings(['url'], env);
  const cited = citedAs(answer, { base: url ?? 'http://127.0.0.1:3000', today: now().slice(0, 10), release });
  return FORMS.find(({ name }) => name === form)?.write(cited) ?? '';
}
