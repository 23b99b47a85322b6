const KEY = 'in-force.asked';

interface Asked {
  readonly search: string;
  readonly text: string;
}

/** Offers what was last asked here, where nothing is asked; else remembers the question. It never leaves the browser. */
export function wakeLastAsked(): void {
  const line = document.getElementById('last-asked');
  if (!line) return;
  const { asked } = line.dataset;
  try {
    if (asked) localStorage.setItem(KEY, JSON.stringify({ search: location.search, text: asked } satisfies Asked));
    else offer(line, JSON.parse(localStorage.getItem(KEY) ?? 'null') as Asked | null);
  } catch {
    // A browser may keep nothing; then nothing is offered.
  }
}

function offer(line: HTMLElement, asked: Asked | null): void {
  const link = line.querySelector('a');
  if (!link || !asked?.search.startsWith('?')) return;
  link.search = asked.search;
  link.textContent = asked.text;
  line.hidden = false;
}
