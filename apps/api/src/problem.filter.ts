import { REFUSALS, Refusal } from '@in-force/domain';
import { FactsChanged, LogUnreachable, RevisionConflict } from '@in-force/engine';
import { UnreadableEvent } from '@in-force/events';
import { InvalidRecord } from '@in-force/formats';
import { InvalidRequest, Unknown } from '@in-force/timeline';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotReady } from './asking.js';
import { methodsOf } from './openapi.js';
import { invalid, PROBLEM_JSON, type ProblemDetails, problem } from './problems.js';
import { Forbidden } from './recorder.guard.js';

/** What went wrong, as the asker is told. The one place where errors become status codes. */
function problemOf(error: unknown, request: FastifyRequest): ProblemDetails {
  if (error instanceof InvalidRequest) return invalid(error.errors);
  if (error instanceof InvalidRecord) return invalid(error.problems.map(({ line, message }) => ({ pointer: '', line, detail: message })));
  if (error instanceof Unknown) return problem('unknown', 404, { detail: error.message, near: error.near });
  if (error instanceof Refusal)
    return { type: `/problems/${error.code}`, title: REFUSALS[error.code], status: 409, detail: error.about ?? undefined };
  if (error instanceof RevisionConflict)
    return problem('revision-conflict', request.headers['if-match'] === undefined ? 409 : 412, {
      detail: error.message,
      actual: error.actual,
    });
  if (error instanceof FactsChanged) {
    const { cited, now, today } = error;
    return problem('facts-changed', 410, { cited, now, today });
  }
  // The log holds what this program cannot read: readiness says so too, and names the event.
  if (error instanceof NotReady || error instanceof UnreadableEvent || error instanceof LogUnreachable)
    return problem('not-ready', 503, { detail: error.message });
  if (error instanceof Forbidden)
    return problem(error.status === 401 ? 'unauthorized' : 'forbidden', error.status, { detail: error.message });
  return refused(error, request) ?? { type: 'about:blank', title: 'Our fault. It was logged.', status: 500 };
}

/** What Nest and Fastify refuse before any route of ours sees it. */
function refused(error: unknown, { url }: FastifyRequest): ProblemDetails | null {
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  const detail = (error as Error).message;
  if (error instanceof NotFoundException) {
    const allow = methodsOf(url);
    return allow.length > 0
      ? problem('method-not-allowed', 405, { detail: `Use ${allow.join(' or ')}.`, allow })
      : problem('unknown', 404, { detail });
  }
  if (status === 413) return problem('too-large', status, { detail });
  if (status === 415) return problem('unsupported-media-type', status, { detail });
  return invalid([{ pointer: '', detail }], status);
}

/** Answers with the problem that an error is. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { allow, ...found } = problemOf(error, request);
  if (found.status === 500) request.log.error(error);
  if (found.status === 503) reply.header('retry-after', '1');
  if (found.status === 401) reply.header('www-authenticate', 'Bearer');
  if (Array.isArray(allow)) reply.header('allow', allow.join(', '));
  reply.code(found.status).header('content-type', PROBLEM_JSON).header('cache-control', 'no-store').send(JSON.stringify(found));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
