import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Which methods each address takes, as the router was told: from the path of a route to its methods. */
const methods = new WeakMap<FastifyInstance['server'], Map<string, Set<string>>>();

/** Notes every route that is added from now on. */
export function noteRoutes(fastify: FastifyInstance): void {
  const noted = new Map<string, Set<string>>();
  methods.set(fastify.server, noted);
  fastify.addHook('onRoute', ({ path, method }) => {
    // OPTIONS is answered everywhere, for browsers.
    for (const one of [method].flat().filter((method) => method !== 'OPTIONS')) noted.set(path, (noted.get(path) ?? new Set()).add(one));
  });
}

/** Returns the methods that the address of a request takes; none where there is no such address. */
export function methodsOf({ url, server }: Pick<FastifyRequest, 'url' | 'server'>): string[] {
  const [asked = ''] = url.split('?', 1);
  return [...(methods.get(server.server) ?? [])]
    .filter(([path]) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`).test(asked))
    .flatMap(([, those]) => [...those]);
}
