import { idOf } from '@in-force/events';
import type { Wiring } from './page.js';

/** The views that are worth finding by themselves. */
const VIEWS = [
  '/',
  '/timeline',
  '/acts',
  '/talks',
  '/promises',
  '/said',
  '/upcoming',
  '/record',
  '/errata',
  '/items',
  '/regions',
  '/about',
];

/** Returns the addresses of views, acts, measures and talks as search engines read them. */
export function renderSitemap({ answers: { readModel }, url, base }: Pick<Wiring, 'answers' | 'url' | 'base'>): string {
  const { record } = readModel.viewAt({ recordedAt: null, knownOn: null });
  const paths = [
    ...VIEWS,
    ...record.instruments().map((id) => `/acts/${id}`),
    ...record.measures().map((id) => `/measures/${id}`),
    ...record.streams('negotiation').map((stream) => `/talks/${idOf(stream)}`),
  ];
  const entries = paths.map((path) => `<url><loc>${url ?? base}${encodeURI(path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
}
