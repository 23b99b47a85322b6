import type { Question } from '@in-force/answers';
import type { ListName, Lists } from './lists.js';
import type { Asking, Sealed } from './page.js';

/** What a list is called in its answer, where that is not its own name. */
const CALLED: Readonly<Partial<Record<ListName, string>>> = { search: 'results', timeline: 'entries', upcoming: 'entries' };

/** A list as the API answers it: its entries, its citation, and the link of what follows. */
export interface Listed<Name extends ListName> {
  readonly entries: readonly Lists[Name][];
  readonly answer: Sealed & { readonly asked?: unknown };
  readonly next: string | null;
}

/** Returns a list of the record with its citation. */
export async function listed<Name extends ListName>({ answers }: Asking, name: Name, question: Question): Promise<Listed<Name>> {
  const answer = await answers.register(name, question);
  const { next, [CALLED[name] ?? name]: entries } = answer as unknown as { readonly next: string | null; readonly [list: string]: unknown };
  return { entries: entries as readonly Lists[Name][], answer, next };
}

/** Returns one entry of a list, by its id, with its citation. */
export const listedOne = async <Name extends 'negotiations' | 'arrangements'>({ answers, id }: Asking, name: Name, question: Question) =>
  (await answers.entry(name, id, question)) as unknown as Lists[Name] & Sealed;
