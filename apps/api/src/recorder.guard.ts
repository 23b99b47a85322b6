import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';

/** The asker may not record. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor(
    readonly status: 401 | 403,
    message: string,
  ) {
    super(message);
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Returns whether a request bears the token of recorders. */
export function mayRecord({ token }: Pick<ApiOptions, 'token'>, { headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const [scheme = '', given = ''] = (headers.authorization ?? '').split(' ', 2);
  return token !== null && scheme.toLowerCase() === 'bearer' && timingSafeEqual(digest(given), digest(token));
}

/** Lets recorders in, before anything of what they send is looked at, and only while the record can be followed. */
@Injectable()
export class RecorderGuard implements CanActivate {
  constructor(
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.options.token === null)
      throw new Forbidden(403, 'Start the server with IN_FORCE_TOKEN set to a secret of at least 16 characters.');
    if (!mayRecord(this.options, request)) throw new Forbidden(401, 'The token is what the server was started with as IN_FORCE_TOKEN.');
    await this.asking.reach(request);
    return true;
  }
}
