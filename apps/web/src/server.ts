import { InvalidRequest, Unknown } from '@in-force/answers';
import { about } from './about.js';
import { act } from './act.js';
import { acts } from './acts.js';
import { address, rootOf } from './address.js';
import { arrangement } from './arrangement.js';
import { compare } from './compare.js';
import { documentOf } from './document.js';
import { errata } from './errata.js';
import { event } from './event.js';
import { items } from './items-view.js';
import { measure } from './measure.js';
import type { Asking, PageRequest, View, Wiring } from './page.js';
import { notFound, refused, starting } from './problem.js';
import { promises } from './promises.js';
import { record } from './record.js';
import { regions } from './regions-view.js';
import { said } from './said.js';
import { search } from './search.js';
import { talks, track } from './talks.js';
import { textsFor } from './text.js';
import { timeline } from './timeline.js';
import { today } from './today.js';
import { upcoming } from './upcoming.js';
import { watches } from './watches.js';

export { assets } from './assets.js';
export type { PageAnswers, PageRequest, Wiring } from './page.js';
export { renderSitemap } from './sitemap.js';

/** What is sent: a document, or the address under which the same is asked in one spelling. */
export type PageResponse = { readonly status: number; readonly html: string } | { readonly status: 302; readonly location: string };

type MakeView = (asking: Asking) => View | Promise<View>;

/** The views by their addresses; one that ends in `:id` names what it shows. */
const VIEWS: Readonly<Record<string, MakeView>> = {
  '/': today,
  '/timeline': timeline,
  '/measures/:id': measure,
  '/acts': acts,
  '/acts/:id': act,
  '/talks': talks,
  '/talks/:id': track,
  '/arrangements/:id': arrangement,
  '/promises': promises,
  '/said': said,
  '/upcoming': upcoming,
  '/compare': compare,
  '/search': search,
  '/record': record,
  '/record/:id': event,
  '/errata': errata,
  '/items': items,
  '/regions': regions,
  '/watches': watches,
  '/about': about,
};

/** The addresses of the page, as a router writes them. */
export const PAGES: readonly string[] = Object.keys(VIEWS);

/** Renders the view of an address. What a form leaves empty is no part of an address: whoever sends it is led to the one without. */
export async function renderPage(request: PageRequest, wiring: Wiring): Promise<PageResponse> {
  const { path, query } = request;
  if (Object.entries(query).some(([name, value]) => value === '' && name !== 'embed'))
    return { status: 302, location: `${rootOf(wiring)}${address(path, query)}` };
  const asking = {
    ...wiring,
    ...found(path),
    path,
    query,
    texts: textsFor(query.lang, request.accepted),
    today: wiring.now().slice(0, 10),
  };
  const view = await viewOf(asking);
  return { status: view.status ?? 200, html: documentOf(view, asking) };
}

/** Renders what is shown until the record was read. */
export function renderStarting({ path, query, accepted }: PageRequest, wiring: Wiring): PageResponse {
  const asking: Asking = { ...wiring, id: '', path, query, texts: textsFor(query.lang, accepted), today: wiring.now().slice(0, 10) };
  return { status: 503, html: documentOf(starting(asking), asking) };
}

async function viewOf(asking: Asking & { readonly make: MakeView }): Promise<View> {
  try {
    return await asking.make(asking);
  } catch (error) {
    if (error instanceof Unknown) return notFound(asking, error);
    if (error instanceof InvalidRequest) return refused(asking, error);
    throw error;
  }
}

function found(path: string): { readonly make: MakeView; readonly id: string } {
  const whole = VIEWS[path];
  if (whole) return { make: whole, id: '' };
  const [, stem = '', id = ''] = /^(\/[a-z]+\/)(.+)$/.exec(path) ?? [];
  const make = VIEWS[`${stem}:id`];
  if (!make) throw new Unknown(`No page "${path}".`);
  return { make, id };
}
