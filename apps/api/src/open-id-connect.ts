import { type Holder, RIGHTS, type Right } from '@in-force/desk';
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';

/** Whose tokens count as keys, by OpenID Connect. */
export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that names the rights. */
  readonly claim: string;
}

/** Knows who holds a token of an issuer. Its keys are asked for when the first token comes, and again when they change. */
export class OpenIdConnect {
  #keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(
    private readonly options: OidcOptions,
    private readonly now: () => number,
  ) {}

  /** Returns whose token it is; null for what is none of this issuer for us, has run out, or cannot be checked now. */
  async holderOf(token: string): Promise<Holder | null> {
    const { issuer, audience, claim } = this.options;
    try {
      const keys = await (this.#keys ??= this.#findKeys());
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.now()),
      });
      const claimed = [payload[claim]].flat();
      const may = RIGHTS.filter((right: Right) => claimed.includes(right));
      return { id: `oidc:${payload.sub}`, name: String(payload.name ?? payload.sub), may };
    } catch {
      return null;
    }
  }

  async #findKeys(): Promise<JWTVerifyGetKey> {
    try {
      const answer = await fetch(`${this.options.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5_000),
      });
      const { jwks_uri } = (await answer.json()) as { readonly jwks_uri: string };
      return createRemoteJWKSet(new URL(jwks_uri));
    } catch (error) {
      this.#keys = null; // asked again with the next token
      throw error;
    }
  }
}
