import { type Context, type ContextManager, context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import { Clocked } from '../kit/clocked.js';

/** What was said of the span of a request. */
const said: Record<string, unknown> = {};
const span = {
  updateName(name: string) {
    said.name = name;
    return this;
  },
  setAttribute(key: string, value: unknown) {
    said[key] = value;
    return this;
  },
} as unknown as Span;

/** A tracer by which everything belongs to one span. */
const active: ContextManager = {
  active: (): Context => trace.setSpan(ROOT_CONTEXT, span),
  with: (_context, work, self, ...given) => work.apply(self as never, given),
  bind: (_context, target) => target,
  enable: () => active,
  disable: () => active,
};

let service: Clocked;
beforeEach(async () => {
  service = new Clocked('2026-03-01T08:00:00.000Z');
  await service.begin();
});
afterEach(async () => {
  context.disable();
  await service.end();
});

it('names spans by route, with the id of the request, where the process is traced', async () => {
  context.setGlobalContextManager(active);
  await service.app.inject({ url: '/v1/measures/cn-test-1', headers: { 'x-request-id': 'mine' } });
  expect(said).toEqual({ name: 'GET /v1/measures/:id', 'http.route': '/v1/measures/:id', 'in_force.request_id': 'mine' });
});
