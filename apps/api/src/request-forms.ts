import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { methodsOf } from './addresses.js';
import { refuseOnSocket } from './client-error.js';
import { invalid, type ProblemDetails, problem } from './problems.js';
import { sendRawProblem } from './raw-problem.js';
import { REQUEST_ID, requestIdOf } from './request-id.js';

/**
 * Requests in forms that few clients use: a whole address, as proxies get it, is read without its host; what no route can answer is
 * answered here, as a problem.
 */
export class RequestForms {
  constructor(
    private readonly server: FastifyInstance,
    /** What goes with every answer, names and values in turn. */
    private readonly common: readonly string[],
  ) {
    server.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
      this.#refuse(
        response,
        requestIdOf(request.headers),
        invalid([{ pointer: '/Expect', detail: 'Expect 100-continue, or nothing.' }], 417),
      ),
    );
    server.server.on('connect', (_: IncomingMessage, socket: Duplex) =>
      refuseOnSocket(socket, problem('method-not-allowed', 405, { detail: 'This is no proxy.' })),
    );
  }

  /** Brings a request into the usual form, and answers it where nothing else can. @returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse, id: string): boolean {
    const absolute = /^https?:\/\/[^/?#]*/i.exec(request.url ?? '');
    if (absolute) request.url = request.url?.slice(absolute[0].length).replace(/^(?!\/)/, '/');
    const hosts = hostsIn(request);
    if (hosts > 1 || (hosts === 0 && request.httpVersion !== '1.0'))
      return this.#refuse(response, id, invalid([{ pointer: '/Host', detail: 'Send the header Host once.' }]));
    if (request.method !== 'OPTIONS') return false;
    response.setHeader(REQUEST_ID, id);
    return request.headers['access-control-request-method'] === undefined && this.#tellMethods(request.url ?? '', response, id);
  }

  /** Tells which methods an address takes. */
  #tellMethods(url: string, response: ServerResponse, id: string): true {
    const taken = url === '*' ? ['GET', 'HEAD', 'POST'] : methodsOf({ url, server: this.server });
    if (taken.length === 0) return this.#refuse(response, id, problem('unknown', 404, { detail: `There is no ${url} here.` }));
    response.writeHead(204, [...this.common, 'allow', [...taken, 'OPTIONS'].join(', '), REQUEST_ID, id]).end();
    return true;
  }

  #refuse(response: ServerResponse, id: string, found: ProblemDetails): true {
    sendRawProblem(response, this.common, id, found);
    return true;
  }
}

/** Returns how often a request names its host. */
function hostsIn({ rawHeaders }: IncomingMessage): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if ((rawHeaders[at] as string).toLowerCase() === 'host') hosts += 1;
  return hosts;
}
