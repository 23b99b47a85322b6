import { readSettings } from '@in-force/engine';
import { Misused, type Terminal } from './terminal.js';

/** Asks a server, with what is to be done, where, and with what; returns what it answers as JSON, undefined for nothing. */
export type AskServer = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

interface Problem {
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/**
 * Returns how to ask a server, by the secret in IN_FORCE_TOKEN.
 *
 * @throws {Misused} where there is none, where nobody answers, and for everything that the server refuses, with its reason.
 */
export function serverAt(url: string, { env }: Pick<Terminal, 'env'>): AskServer {
  const { token } = readSettings(['token'], env);
  if (token === null) throw new Misused(`Set IN_FORCE_TOKEN to the secret of a key that the server at ${url} knows.`);
  return async (method, path, body) => {
    const answer = await fetch(`${url.replace(/\/$/, '')}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      throw new Misused(`The server at ${url} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}.`);
    });
    const text = await answer.text();
    if (answer.ok) return text === '' ? undefined : JSON.parse(text);
    throw new Misused([`The server at ${url} answered ${answer.status}:`, ...reasons(text)].join(' '));
  };
}

function reasons(text: string): string[] {
  try {
    const { title, detail, errors = [] }: Problem = JSON.parse(text);
    return errors.length > 0 ? errors.map((error) => `${error.pointer.slice(1)}: ${error.detail}`) : [detail ?? title];
  } catch {
    return [text.slice(0, 200)];
  }
}
