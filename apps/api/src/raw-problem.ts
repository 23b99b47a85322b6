import type { ServerResponse } from 'node:http';
import { PROBLEM_JSON, type ProblemDetails } from './problems.js';
import { REQUEST_ID } from './request-id.js';

/** Answers with a problem what the framework is not to see. `common` and `more` are names and values in turn. */
export function sendRawProblem(
  response: ServerResponse,
  common: readonly string[],
  id: string,
  found: ProblemDetails,
  more: readonly string[] = [],
): void {
  const body = JSON.stringify(found);
  const own = ['content-type', PROBLEM_JSON, 'content-length', String(Buffer.byteLength(body)), 'cache-control', 'no-store'];
  response.writeHead(found.status, [...common, ...own, REQUEST_ID, id, 'connection', 'close', ...more]).end(body);
}
