import { h, hydrate } from 'preact';
import { wakeQuotes } from './copy-quote.js';
import { Scrubber, type ScrubberProps, type Stop } from './scrubber.js';
import { wakeLastAsked } from './wake-last-asked.js';

/** Makes the slider over the days alive: the answer follows the thumb, and where it rests the whole view. */
export function wakeScrubber(): void {
  const island = document.querySelector<HTMLElement>('[data-island=scrubber]');
  const state = document.getElementById('scrubber-state')?.textContent;
  if (!island || !state) return;
  const props = JSON.parse(state) as ScrubberProps;
  hydrate(h(Scrubber, { ...props, onMove: show, onRest: (stop) => void rest(stop) }), island);
  island.hidden = false;
  // A link within the page is a way back as well, and asks nothing anew.
  addEventListener('popstate', () => location.search !== shown && location.reload());
}

function show({ sentence }: Stop): void {
  const headline = document.getElementById('headline');
  if (headline) headline.textContent = sentence;
  document.getElementById('body')?.classList.add('behind');
}

/** The question whose answer is shown. */
let shown = location.search;
let latest = new AbortController();

async function rest({ on }: Stop): Promise<void> {
  latest.abort();
  latest = new AbortController();
  const url = addressOn(on);
  try {
    const response = await fetch(url, { signal: latest.signal });
    if (!response.ok) throw new Error(response.statusText);
    take(await response.text());
    history.pushState(null, '', url);
    shown = location.search;
    wakeLastAsked();
  } catch (error) {
    if ((error as Error).name !== 'AbortError') location.assign(url);
  }
}

/** Returns the address of the same question on another day: the form’s, so that what is shown and what is asked agree. */
function addressOn(on: string): string {
  const form = document.querySelector<HTMLFormElement>('.bar form');
  const day = form?.elements.namedItem('on');
  if (day instanceof HTMLInputElement) day.value = on;
  const url = new URL(location.pathname, location.href);
  for (const [name, value] of form ? new FormData(form) : [])
    if (typeof value === 'string' && value !== '') url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** Takes the answer of another document in the place of this one’s; the question stays where it is. */
function take(html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html');
  for (const id of ['lead', 'body']) {
    const [here, there] = [document.getElementById(id), next.getElementById(id)];
    if (!here || !there) throw new Error(`No ${id}.`);
    here.replaceWith(document.adoptNode(there));
  }
  document.title = next.title;
  wakeQuotes();
}
