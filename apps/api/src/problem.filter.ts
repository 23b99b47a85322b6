import { InvalidRequest, Unknown } from '@in-force/answers';
import { NoSuch } from '@in-force/desk';
import { REFUSALS, Refusal } from '@in-force/domain';
import {
  Abandoned,
  ClockAhead,
  EventTooLarge,
  FactsChanged,
  LogUnreachable,
  LogUnusable,
  LogUnwritable,
  Overloaded,
  RevisionConflict,
  RulesChanged,
} from '@in-force/engine';
import { UnreadableEvent } from '@in-force/events';
import { BeyondBounds, InvalidRecord } from '@in-force/formats';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { methodsOf } from './addresses.js';
import { UnsupportedBody } from './bodies.js';
import { invalid, PROBLEM_JSON, type ProblemDetails, problem } from './problems.js';
import { NotReady } from './question-reader.js';
import { REQUEST_ID } from './request-id.js';
import { ConditionFailed } from './response-cache.js';
import { NotNow } from './watch-keeper.js';
import { Forbidden } from './who.js';

/** Who asked is gone, and hears nothing. */
const isGone = (error: unknown, { raw }: FastifyRequest): boolean =>
  error instanceof Abandoned || (raw.socket.destroyed && (error as NodeJS.ErrnoException | null)?.code === 'ECONNRESET');

const UNREADY = [NotReady, UnreadableEvent, LogUnreachable, LogUnusable];

/** Returns what went wrong, as the asker is told. The one place where errors become status codes. */
function problemOf(error: unknown, request: FastifyRequest): ProblemDetails {
  if (error instanceof InvalidRequest) return invalid(error.errors);
  if (error instanceof InvalidRecord) {
    const errors = error.problems.map(({ line, message }) => ({ pointer: '', line, detail: message }));
    if (error instanceof BeyondBounds) return problem('too-large', 413, { detail: errors[0]?.detail, errors });
    return invalid(errors, 400, error.more);
  }
  if (error instanceof UnsupportedBody) return problem('unsupported-media-type', 415, { detail: error.message, types: error.types });
  if (error instanceof Unknown) return problem('unknown', 404, { detail: error.message, near: error.near });
  if (error instanceof NoSuch) return problem('unknown', 404, { detail: error.message });
  if (error instanceof NotNow) return problem('not-now', 409, { detail: error.message });
  if (error instanceof Refusal) return refusalOf(error, request);
  if (error instanceof Overloaded) return problem('overloaded', 503, { detail: error.message });
  if (isGone(error, request)) return invalid([{ pointer: '', detail: 'The request was given up.' }]);
  if (error instanceof ConditionFailed) return problem('condition-failed', 412, { detail: error.message });
  if (error instanceof RevisionConflict) {
    const { 'if-match': match, 'if-none-match': none } = request.headers;
    const { stream, actual } = error;
    const detail =
      actual === 0
        ? `Stream "${stream}" holds no event yet. Send If-None-Match: * to begin it.`
        : `The last event of stream "${stream}" has revision ${actual - 1}. Read it and decide anew.`;
    const revision = actual === 0 ? null : actual - 1;
    return problem('revision-conflict', match === undefined && none === undefined ? 409 : 412, { detail, revision });
  }
  if (error instanceof FactsChanged) {
    const { cited, now, today } = error;
    return problem('facts-changed', 410, { detail: error.message, cited, now, today });
  }
  if (error instanceof RulesChanged) {
    const { rules, controls, next } = error;
    return problem('rules-changed', 410, { detail: error.message, rules, controls, next });
  }
  if (error instanceof LogUnwritable) return problem('not-recorded', error.full ? 507 : 503, { detail: error.message });
  if (error instanceof EventTooLarge) return problem('too-large', 413, { detail: error.message });
  if (error instanceof ClockAhead) return problem('not-recorded', 503, { detail: error.message });
  // The log holds what this program cannot read, or is not there: readiness says so too.
  if (UNREADY.some((known) => error instanceof known)) return problem('not-ready', 503, { detail: (error as Error).message });
  if (error instanceof Forbidden)
    return problem(error.status === 401 ? 'unauthorized' : 'forbidden', error.status, { detail: error.message });
  return refused(error, request) ?? { type: 'about:blank', title: 'Our fault. It was logged.', status: 500 };
}

/** Returns what the domain says: under an Idempotency-Key, other content is the mistake of the request. */
function refusalOf({ code, about }: Refusal, { headers }: FastifyRequest): ProblemDetails {
  const reused = code === 'recorded-otherwise' ? headers['idempotency-key'] : undefined;
  const status = reused === undefined ? 409 : 422;
  return { type: `/problems/${code}`, title: REFUSALS[code], status, detail: String(reused ?? about ?? '') || undefined };
}

/** Returns what Nest and Fastify refuse before any route of ours sees it. */
function refused(error: unknown, request: FastifyRequest): ProblemDetails | null {
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  const detail = (error as Error).message;
  if (error instanceof NotFoundException) {
    const allow = methodsOf(request);
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
  reply.header(REQUEST_ID, request.id);
  if (found.status === 500) request.log.error(error);
  if (found.status === 503) reply.header('retry-after', '1');
  if (found.status === 401) reply.header('www-authenticate', 'Bearer');
  if (Array.isArray(found.types)) reply.header('accept', found.types.join(', '));
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
