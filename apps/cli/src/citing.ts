import { CITATIONS, citedAs, publicBase, type Sealed } from '@in-force/engine';
import { Option } from 'commander';
import { Misused, type Terminal } from './terminal.js';

const FORMS = Object.values(CITATIONS);

/** The option that asks for an answer as a reference. */
export const citeOption = (): Option =>
  new Option('--cite <form>', 'the answer as a reference').choices(FORMS.map(({ name }) => name)).conflicts(['json', 'csv']);

/** An answer as a reference. Its link is one of the server that IN_FORCE_URL names, else of one on this machine. */
export function reference(form: string, answer: Sealed, release: string | null, { env, now }: Terminal): string {
  const base = publicBase(env.IN_FORCE_URL);
  if (base === undefined)
    throw new Misused(
      'IN_FORCE_URL: This is no base of links; write the public address of the service, such as https://example.org/in-force.',
    );
  const cited = citedAs(answer, { base: base ?? 'http://127.0.0.1:3000', today: now().slice(0, 10), release });
  return FORMS.find(({ name }) => name === form)?.write(cited) ?? '';
}
