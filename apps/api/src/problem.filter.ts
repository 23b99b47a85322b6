import { Refusal } from '@in-force/domain';
import { FactsChanged, RevisionConflict } from '@in-force/engine';
import { UnreadableEvent } from '@in-force/events';
import { InvalidRecord } from '@in-force/formats';
import { InvalidRequest, Unknown } from '@in-force/timeline';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotReady } from './asking.js';
import { Forbidden } from './recording.js';

/** A problem as RFC 9457 words it. */
interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly [more: string]: unknown;
}

const invalid = (errors: unknown): ProblemDetails => ({
  type: '/problems/invalid-request',
  title: 'The request cannot be read.',
  status: 400,
  errors,
});

/** What went wrong, as the asker is told. The one place where errors become status codes. */
function problemOf(error: unknown, conditional: boolean): ProblemDetails {
  if (error instanceof InvalidRequest) return invalid(error.errors);
  if (error instanceof InvalidRecord)
    return invalid(error.problems.map(({ line, message }) => ({ pointer: `line ${line}`, detail: message })));
  if (error instanceof UnreadableEvent) return invalid([{ pointer: '', detail: error.message }]);
  if (error instanceof Unknown)
    return { type: '/problems/unknown', title: 'There is no such thing.', status: 404, detail: error.message, near: error.near };
  if (error instanceof Refusal) return { type: `/problems/${error.code}`, title: error.message, status: 409 };
  if (error instanceof RevisionConflict)
    return {
      type: '/problems/revision-conflict',
      title: 'The stream moved on.',
      status: conditional ? 412 : 409,
      detail: error.message,
      actual: error.actual,
    };
  if (error instanceof FactsChanged)
    return {
      type: '/problems/facts-changed',
      title: 'The rules have changed since this was cited.',
      status: 410,
      cited: error.cited,
      now: error.now,
      today: error.today,
    };
  if (error instanceof NotReady)
    return { type: '/problems/not-ready', title: 'Not ready. Ask again later.', status: 503, detail: error.message };
  if (error instanceof Forbidden) return { type: '/problems/forbidden', title: error.message, status: error.status };
  const status = error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: unknown } | null)?.statusCode ?? 500);
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { type: status === 404 ? '/problems/unknown' : '/problems/invalid-request', title: (error as Error).message, status };
  return { type: 'about:blank', title: 'Our fault. It was logged.', status: 500 };
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.headers['if-match'] !== undefined);
    if (problem.status === 500) request.log.error(error);
    if (problem.status === 503) reply.header('retry-after', '1');
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }
}
