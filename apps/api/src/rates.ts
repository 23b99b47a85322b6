import type { IncomingMessage, ServerResponse } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { bearerIn, isToken } from './bearer.js';
import { problem } from './problems.js';
import { sendRawProblem } from './raw-problem.js';

/** The bounds on requests, by address and by key. */
export interface RateOptions {
  /** Requests a minute; 0 for as many as come. */
  readonly rate?: number;
  readonly keyRate?: number;
  /** The addresses of proxies, whose X-Forwarded-For counts. */
  readonly proxies?: readonly string[];
  readonly token: string | null;
}

/** How long the window is in which requests are counted, in seconds. */
const WINDOW = 60;

/** A bound on requests: its name in the headers of answers, the requests a minute that it lets in, and their counter. */
interface Policy {
  readonly name: 'address' | 'key';
  readonly rate: number;
  readonly limiter: RateLimiterMemory;
}

/** Returns a policy; null where as many are let in as come. */
const policyOf = (name: Policy['name'], rate: number): Policy | null =>
  rate > 0 ? { name, rate, limiter: new RateLimiterMemory({ keyPrefix: name, points: rate, duration: WINDOW }) } : null;

/**
 * Counts requests by the key that they bear, others by the address that they come from; who asks too often is told when to come again.
 * Whoever is on this machine and comes through no proxy, probes, and who bears the key of the setting are not counted.
 */
export class Rates {
  readonly #addresses: Policy | null;
  readonly #keys: Policy | null;
  readonly #trusts: ReturnType<typeof proxyAddr.compile>;

  /** `holderOf` returns the id of the key whose secret a request bears; null where it is none that works. */
  constructor(
    private readonly options: RateOptions,
    private readonly holderOf: (given: string) => string | null = () => null,
  ) {
    const { rate = 0, keyRate = 0, proxies = [] } = options;
    this.#addresses = policyOf('address', rate);
    this.#keys = policyOf('key', keyRate);
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
    const counted = this.#addresses === null && this.#keys === null ? null : this.#countedBy(request);
    if (!counted?.policy) {
      admitted();
      return;
    }
    const { policy, by } = counted;
    policy.limiter.consume(by).then(
      (left) => {
        this.#tell(response, policy, left);
        admitted();
      },
      (left: unknown) => {
        if (!(left instanceof RateLimiterRes)) return void admitted(); // the count failed, and nobody is to suffer for it
        counts.limited += 1;
        this.#refuse(response, policy, id, common, left);
      },
    );
  }

  #refuse(response: ServerResponse, policy: Policy, id: string, common: readonly string[], left: RateLimiterRes): void {
    this.#tell(response, policy, left);
    const after = Math.max(1, Math.ceil(left.msBeforeNext / 1000));
    const detail = `This ${policy.name} may ask ${policy.rate} times a minute. Ask again in ${after} s.`;
    sendRawProblem(response, common, id, problem('too-many-requests', 429, { detail }), ['retry-after', String(after)]);
  }

  /** Tells the policy and what is left, as draft-ietf-httpapi-ratelimit-headers has it. */
  #tell(response: ServerResponse, { name, rate }: Policy, { remainingPoints, msBeforeNext }: RateLimiterRes): void {
    response.setHeader('ratelimit-policy', `"${name}";q=${rate};w=${WINDOW}`);
    response.setHeader('ratelimit', `"${name}";r=${Math.max(0, remainingPoints)};t=${Math.ceil(msBeforeNext / 1000)}`);
  }

  /** Returns by what a request is counted; null where it is not. */
  #countedBy(request: IncomingMessage): { readonly policy: Policy | null; readonly by: string } | null {
    const { url = '', headers, socket } = request;
    const given = bearerIn(headers.authorization);
    if (/^\/(health\/|metrics$)/.test(url) || isToken(given, this.options.token)) return null;
    const direct = socket.remoteAddress ?? '';
    if (headers['x-forwarded-for'] === undefined && isLoopback(direct)) return null;
    const holder = given === '' ? null : this.holderOf(given);
    if (holder !== null) return { policy: this.#keys, by: holder };
    return { policy: this.#addresses, by: networkOf(addressOf(request, this.#trusts, direct)) };
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
