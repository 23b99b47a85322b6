import { trace } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';

/** Names the span of a request, where the process is traced: by its route, and with its id. Without a tracer it does nothing. */
export function nameSpan({ method, routeOptions: { url: route }, id }: FastifyRequest): void {
  const span = trace.getActiveSpan();
  if (span === undefined) return;
  if (route !== undefined) span.updateName(`${method} ${route}`).setAttribute('http.route', route);
  span.setAttribute('in_force.request_id', id);
}
