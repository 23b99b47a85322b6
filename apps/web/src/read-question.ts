import { InvalidRequest, PARAMETERS, type Problem, parseQuestion, type Question } from '@in-force/answers';
import { address, carried } from './address.js';
import type { Asking } from './page.js';

/** A question as the page reads it: in the one way that the API and the terminal read it. */
export interface Read {
  readonly question: Question;
  /** What of the address cannot be read, by parameter; the question leaves it out. */
  readonly problems: readonly Problem[];
}

/** Returns what of an address is asked, without the parameters that are the page’s own. */
export const withoutOwn = ({ lang: _, embed: __, ...asked }: Asking['query']): Asking['query'] => asked;

/** Reads the question of an address; what cannot be read is left out, and told. */
export function readQuestion(
  asking: Pick<Asking, 'query' | 'now'>,
  kind: keyof typeof PARAMETERS,
  more: Readonly<Record<string, string>> = {},
): Read {
  const given: Record<string, string> = { ...more, ...withoutOwn(asking.query) };
  try {
    return { question: parseQuestion(given, asking.now(), PARAMETERS[kind]), problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    for (const { pointer } of error.errors) delete given[pointer.slice(1)];
    return { question: parseQuestion(given, asking.now(), PARAMETERS[kind]), problems: error.errors };
  }
}

/** Returns the address of a measure under the question of the page. */
export const measureAddress = (id: string, on: string, query: Asking['query']): string =>
  address(`/measures/${id}`, { ...carried(query), on });

export const actAddress = (id: string, on: string, query: Asking['query']): string =>
  address(`/acts/${id}`, { ...carried(query), on, reading: null });

export const eventAddress = (id: string, query: Asking['query']): string => address(`/record/${id}`, { lang: query.lang });
