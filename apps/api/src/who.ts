import { Desk, type Holder, mayDo, type Right } from '@in-force/desk';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerIn, isToken } from './bearer.js';
import { OpenIdConnect } from './open-id-connect.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { NotReady, QuestionReader } from './question-reader.js';

/** The asker may not do this, or nobody knows who it is. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor(
    readonly status: 401 | 403,
    message: string,
  ) {
    super(message);
  }
}

/** Returns which right an address demands; null for one that anybody may use. */
function rightNeeded(path: string): Right | null {
  if (path === '/v1/what-if') return null;
  if (path.startsWith('/v1/keys')) return 'admin';
  return path.startsWith('/v1/watches') ? 'watch' : 'publish';
}

/** Knows who asks, by the key that a request bears. */
@Injectable()
export class Who {
  /** Who each request is of, found once: before its body is read, or by the guard. */
  readonly #found = new WeakMap<FastifyRequest, Promise<Holder | null>>();
  readonly #known = new WeakMap<FastifyRequest, Holder>();
  readonly #oidc: OpenIdConnect | null;

  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {
    this.#oidc = options.oidc ? new OpenIdConnect(options.oidc, () => Date.parse(options.now())) : null;
  }

  /** Returns who asks, as the guard found. */
  asks = (request: FastifyRequest): Holder => this.#known.get(request) as Holder;

  /** Returns whether a request may do what its address is for. */
  async mayUse(request: FastifyRequest): Promise<boolean> {
    const right = rightNeeded(request.routeOptions.url ?? '');
    const holder = right === null ? null : await this.#holder(request);
    return right === null || (holder !== null && mayDo(holder, right));
  }

  /**
   * Demands the right that an address is for.
   *
   * @throws {Forbidden} 401 where nobody knows who asks, 403 where they may not, with the right that they need.
   */
  async demand(request: FastifyRequest): Promise<void> {
    if (this.desk.error) throw new NotReady(`Who may do what cannot be read: ${this.desk.error.message}`);
    const right = rightNeeded(request.routeOptions.url ?? '');
    if (right === null) return;
    const holder = await this.#holder(request);
    if (holder === null) throw new Forbidden(401, this.#howToAsk(right));
    if (!mayDo(holder, right)) throw new Forbidden(403, `The key "${holder.name}" has not the right "${right}". Ask for one that has.`);
    this.#known.set(request, holder);
  }

  #howToAsk(right: Right): string {
    const one = `Send a key that has the right "${right}", or "admin".`;
    if (this.options.token !== null || this.desk.keys.all().length > 0 || this.#oidc) return one;
    return `${one} There is none yet: start the server with IN_FORCE_TOKEN set to a secret of at least 16 characters, or issue one with "inforce key issue".`;
  }

  #holder(request: FastifyRequest): Promise<Holder | null> {
    const found = this.#found.get(request) ?? this.#find(bearerIn(request.headers.authorization));
    this.#found.set(request, found);
    return found;
  }

  async #find(given: string): Promise<Holder | null> {
    if (given === '') return null;
    if (isToken(given, this.options.token)) return SETTING;
    return this.desk.keys.holderOf(given, this.options.now()) ?? (await this.#oidc?.holderOf(given)) ?? null;
  }
}

/** Who holds the key that exists as a setting alone. */
const SETTING: Holder = { id: 'IN_FORCE_TOKEN', name: 'IN_FORCE_TOKEN', may: ['admin'] };

/** Lets in who may, before anything of what they send is looked at. */
@Injectable()
export class RightGuard implements CanActivate {
  constructor(@Inject(Who) private readonly who: Who) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.who.demand(context.switchToHttp().getRequest<FastifyRequest>());
    return true;
  }
}

/** Lets recorders in, and only while the record can be followed. */
@Injectable()
export class RecorderGuard implements CanActivate {
  constructor(
    @Inject(Who) private readonly who: Who,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await this.who.demand(request);
    await this.asking.reach(request);
    return true;
  }
}
