import type { IncomingMessage, ServerResponse } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { bearerIn, isToken } from './bearer.js';
import { problem } from './problems.js';
import { sendRawProblem } from './raw-problem.js';

/** How one address may ask. */
export interface RateOptions {
  /** Requests a minute; 0 for as many as come. */
  readonly rate?: number;
  /** The addresses of proxies, whose X-Forwarded-For counts. */
  readonly proxies?: readonly string[];
  readonly token: string | null;
}

/** How long the window is in which requests are counted, in seconds. */
const WINDOW = 60;

/**
 * Counts requests by the address that they come from; one that asks too often is told when to come again. Whoever is on this machine and
 * comes through no proxy, probes, and recorders are not counted.
 */
export class Rates {
  readonly #limiter: RateLimiterMemory | null;
  readonly #trusts: ReturnType<typeof proxyAddr.compile>;

  constructor(private readonly options: RateOptions) {
    const { rate = 0, proxies = [] } = options;
    this.#limiter = rate > 0 ? new RateLimiterMemory({ points: rate, duration: WINDOW }) : null;
    this.#trusts = proxyAddr.compile([...proxies]);
  }

  /** Lets a request in at once, or once it is counted; else answers it. `common` goes with every answer. */
  admit(
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
    common: readonly string[],
    counts: { limited: number },
    admitted: () => void,
  ): void {
    const key = this.#limiter === null ? null : this.#keyOf(request);
    if (this.#limiter === null || key === null) {
      admitted();
      return;
    }
    this.#limiter.consume(key).then(
      (left) => {
        this.#tell(response, left);
        admitted();
      },
      (left: unknown) => {
        if (!(left instanceof RateLimiterRes)) return void admitted(); // the count failed, and nobody is to suffer for it
        counts.limited += 1;
        this.#refuse(response, id, common, left);
      },
    );
  }

  #refuse(response: ServerResponse, id: string, common: readonly string[], left: RateLimiterRes): void {
    this.#tell(response, left);
    const after = Math.max(1, Math.ceil(left.msBeforeNext / 1000));
    const detail = `This address may ask ${this.options.rate} times a minute. Ask again in ${after} s.`;
    sendRawProblem(response, common, id, problem('too-many-requests', 429, { detail }), ['retry-after', String(after)]);
  }

  /** Tells the policy and what is left, as draft-ietf-httpapi-ratelimit-headers has it. */
  #tell(response: ServerResponse, { remainingPoints, msBeforeNext }: RateLimiterRes): void {
    response.setHeader('ratelimit-policy', `"address";q=${this.options.rate};w=${WINDOW}`);
    response.setHeader('ratelimit', `"address";r=${Math.max(0, remainingPoints)};t=${Math.ceil(msBeforeNext / 1000)}`);
  }

  /** Returns under what a request is counted; null where it is not. */
  #keyOf(request: IncomingMessage): string | null {
    const { url = '', headers, socket } = request;
    if (/^\/(health\/|metrics$)/.test(url) || isToken(bearerIn(headers.authorization), this.options.token)) return null;
    const direct = socket.remoteAddress ?? '';
    if (headers['x-forwarded-for'] === undefined && isLoopback(direct)) return null;
    return networkOf(addressOf(request, this.#trusts, direct));
  }
}

function addressOf(request: IncomingMessage, trusts: ReturnType<typeof proxyAddr.compile>, direct: string): string {
  try {
    return proxyAddr(request, trusts);
  } catch {
    return direct; // what a proxy sent is no address
  }
}

const isLoopback = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/** Returns an address of IPv4, or the network of one of IPv6: who has one of those has all of its /64. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const read = ipaddr.process(address);
  return read.kind() === 'ipv6' ? read.toNormalizedString().split(':').slice(0, 4).join(':') : read.toString();
}
