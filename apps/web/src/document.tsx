import { renderToString } from 'preact-render-to-string';
import { address, carried, rootOf } from './address.js';
import { assets } from './assets.js';
import { type Feed, recordFeed } from './feed.js';
import type { Asking, View } from './page.js';
import { Offered } from './question-bar.js';
import { StatusPatterns } from './status-mark.js';
import { TextsContext } from './text.js';

/** The views that every page leads to, in order. */
const SECTIONS = ['/', '/timeline', '/acts', '/talks', '/promises', '/said', '/upcoming', '/compare', '/record', '/about'] as const;

/** Returns a view as a whole document. */
export function documentOf(view: View, asking: Asking): string {
  const html = renderToString(
    <TextsContext.Provider value={asking.texts}>
      <Document view={view} asking={asking} />
    </TextsContext.Provider>,
  );
  return `<!DOCTYPE html>${beneath(rootOf(asking), html)}`;
}

/** Where an address that begins at the root stands: in an attribute, or in the data that a script draws from. Text has no bare quotes. */
const FROM_ROOT = /( (?:href|src|action|data-quote)="|"href":")\/(?!\/)/g;

/** Returns a document whose addresses begin at a root: views name them from `/`, wherever the page is served. */
const beneath = (root: string, html: string): string => (root === '' ? html : html.replace(FROM_ROOT, `$1${root}/`));

function Document({ view, asking }: { readonly view: View; readonly asking: Asking }) {
  const { texts, query, path } = asking;
  const { links } = assets;
  const embedded = query.embed !== undefined;
  const feed = feedOf(view);
  const canonical = `${asking.url ?? ''}${address(path, { ...query, embed: null, lang: null })}`;
  return (
    <html lang={texts.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${view.title} · ${texts.say('site.name')}`}</title>
        <meta name="description" content={view.description} />
        {links.icon && <link rel="icon" href={links.icon} type="image/svg+xml" />}
        {links.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {(view.alternates ?? []).map(({ type, href, title }) => (
          <link key={href} rel="alternate" type={type} href={href} title={title} />
        ))}
        <link rel="alternate" type={ATOM} href={feed.href} title={texts.say(`feed.${feed.tells}`)} />
        {embedded && <base target="_blank" />}
        {asking.url !== null && <link rel="canonical" href={canonical} />}
        <meta property="og:title" content={view.title} />
        <meta property="og:description" content={view.description} />
        <meta property="og:site_name" content={texts.say('site.name')} />
        {view.data && <Json type="application/ld+json" value={view.data} />}
        {links.script && <script type="module" src={links.script} />}
      </head>
      <body class={embedded ? 'embedded' : undefined}>
        <StatusPatterns />
        {embedded ? <Embedded view={view} asking={asking} href={canonical} /> : <Whole view={view} asking={asking} />}
      </body>
    </html>
  );
}

const ATOM = 'application/atom+xml';

const feedOf = ({ feed = recordFeed() }: View): Feed => feed;

interface PartProps {
  readonly view: View;
  readonly asking: Asking;
}

/** A view in its frame: the way to the other views, the question, the answer. */
function Whole({ view, asking }: PartProps) {
  const { texts, query } = asking;
  const feed = feedOf(view);
  return (
    <>
      <a class="skip" href="#view">
        {texts.say('site.skip')}
      </a>
      <header class="site">
        <a class="name" href={address('/', { lang: query.lang })}>
          {texts.say('site.name')}
        </a>
        <nav aria-label={texts.say('site.nav')}>
          <ul>
            {SECTIONS.map((path) => (
              <li key={path}>
                <a href={address(path, carriedTo(path, query))} aria-current={view.section === path ? 'page' : undefined}>
                  {texts.say(`nav.${path}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <SearchBox asking={asking} />
      </header>
      <main id="view" tabIndex={-1}>
        <div id="lead">{view.lead}</div>
        {view.bar}
        <div id="body">{view.body}</div>
      </main>
      <footer class="site">
        <p>
          <a href={feed.href} type={ATOM}>
            {texts.say(`feed.${feed.tells}`)}
          </a>{' '}
          · <a href={address('/watches', { lang: query.lang })}>{texts.say('watches.title')}</a>
        </p>
        <p>{texts.say('site.footer')}</p>
        <p>
          <a href="/openapi.json">{texts.say('site.api')}</a> · <a href="/v1/codebook.md">{texts.say('site.codebook')}</a>
        </p>
      </footer>
      {view.bar && <Offered />}
    </>
  );
}

/** A view within a page of others: the answer, and where it stands. */
function Embedded({ view, asking: { texts }, href }: PartProps & { readonly href: string }) {
  return (
    <>
      <main id="view">
        <div id="lead">{view.lead}</div>
        <div id="body">{view.body}</div>
      </main>
      <footer class="site">
        <p>
          <a href={href}>{texts.say('site.from')}</a>
        </p>
      </footer>
    </>
  );
}

/** The question goes along to the views that ask it again. */
const carriedTo = (path: string, query: Asking['query']) =>
  path === '/' || path === '/timeline' ? { ...carried(query), on: path === '/' ? query.on : null } : { lang: query.lang };

function SearchBox({ asking: { texts, query } }: { readonly asking: Asking }) {
  return (
    <form action="/search" method="get" role="search">
      {query.lang && <input type="hidden" name="lang" value={query.lang} />}
      <input type="search" name="q" aria-label={texts.say('site.search')} placeholder={texts.say('site.search')} />
    </form>
  );
}

/** Data in a page, which no browser runs; what could end the element is spelled otherwise. */
export function Json({ type, value, id }: { readonly type: string; readonly value: unknown; readonly id?: string }) {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c');
  return <script type={type} id={id} dangerouslySetInnerHTML={{ __html: text }} />;
}
