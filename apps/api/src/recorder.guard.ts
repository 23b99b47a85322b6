import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asking } from './asking.js';
import { API_OPTIONS, type ApiOptions } from './options.js';

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

/** Lets recorders in, before anything of what they send is looked at, and only while the record can be followed. */
@Injectable()
export class RecorderGuard implements CanActivate {
  constructor(
    @Inject(Asking) private readonly asking: Asking,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { token } = this.options;
    if (token === null) throw new Forbidden(403, 'Start the server with IN_FORCE_TOKEN set to a secret of at least 16 characters.');
    const [scheme = '', given = ''] = (request.headers.authorization ?? '').split(' ', 2);
    if (scheme.toLowerCase() !== 'bearer' || !timingSafeEqual(digest(given), digest(token)))
      throw new Forbidden(401, 'The token is what the server was started with as IN_FORCE_TOKEN.');
    await this.asking.reach(request);
    return true;
  }
}
