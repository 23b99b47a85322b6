import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fromEvent, interval, merge, takeUntil } from 'rxjs';
import type { ApiOptions } from './options.js';

/** A response of server-sent events whose head is sent. */
export interface Opened {
  readonly response: ServerResponse;
  /** The socket: what is sent there needs no copy. */
  readonly line: Writable;
  /** Aborts when the client is gone. */
  readonly gone: AbortSignal;
}

/** Says after how many milliseconds to come again, before the first event. */
export const retryLine = ({ retry = 2_000 }: ApiOptions): string => `retry: ${retry}\n`;

/** Says how far a client is, though there is nothing to tell. Some clients keep an id only with an event, so it comes with one without data. */
export const placeFrame = (id: string | number, event: string): string => `id: ${id}\nevent: ${event}\ndata:\n\n`;

/**
 * Begins to answer with server-sent events: sends the head, and keeps an idle line alive. Null where the client is gone already, or asked
 * for the head alone.
 */
export function openEvents(reply: FastifyReply, method: string, { heartbeat }: ApiOptions): Opened | null {
  reply.hijack();
  const response = reply.raw;
  if (response.destroyed) return null;
  // Ends with the connection and not with a chunk, so that the same bytes go to everybody as they are.
  response.removeHeader('transfer-encoding');
  response.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  if (method === 'HEAD') {
    response.end();
    return null;
  }
  // The head is sent, and the rest goes as it is: the socket takes it as well. A pipelined request has none before its turn.
  const line = response.socket ?? response;
  const gone = new AbortController();
  const over = merge(fromEvent(response, 'close'), fromEvent(line, 'end'));
  over.subscribe(() => gone.abort());
  interval(heartbeat)
    .pipe(takeUntil(over))
    .subscribe(() => line.writableNeedDrain || line.write(':\n\n'));
  return { response, line, gone: gone.signal };
}

/** Returns the id of the last event that a client got which comes again; null where it names none. */
export const lastIdOf = ({ headers }: FastifyRequest): string | null => String(headers['last-event-id'] ?? '') || null;

/** Ends a response once everything was pushed that is to be, and cuts it where that fails. */
export const endAfter = ({ response }: Opened, pushing: Promise<void>): Promise<unknown> =>
  pushing.then(
    () => response.end(),
    () => response.destroy(),
  );
