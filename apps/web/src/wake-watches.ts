import { h, render } from 'preact';
import { filled } from './gaps.js';
import { type Attempt, type Deed, type Shown, type Watch, WatchList, type WatchTexts } from './watch-list.js';

/** The key stays in this window, and is forgotten with it. */
const KEY = 'in-force.key';

/** Asks for one's watches, with the key that is given, and shows them with their attempts. */
export function wakeWatches(): void {
  const form = document.querySelector<HTMLFormElement>('#watches-key');
  const place = document.getElementById('watches');
  const written = document.getElementById('watches-texts')?.textContent;
  if (!form || !place || !written) return;
  new Watches(form, place, JSON.parse(written) as WatchTexts).wake();
}

class Watches {
  #key = sessionStorage.getItem(KEY) ?? '';
  #shown: readonly Shown[] = [];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly place: HTMLElement,
    private readonly texts: WatchTexts,
  ) {}

  wake(): void {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const input = this.form.querySelector('input') as HTMLInputElement;
      this.#key = input.value.trim();
      input.value = '';
      void this.#open();
    });
    this.form.hidden = false;
    if (this.#key) void this.#open();
  }

  async #open(): Promise<void> {
    try {
      const { watches } = await this.#ask<{ readonly watches: readonly Watch[] }>('GET', '');
      sessionStorage.setItem(KEY, this.#key);
      this.#shown = await Promise.all(watches.map((watch) => this.#of(watch, null)));
      this.form.hidden = true;
      this.#say('');
      this.#draw();
    } catch (error) {
      this.#forget();
      this.#say(filled(this.texts.refused, { reason: (error as Error).message }));
    }
  }

  async #of(watch: Watch, note: string | null): Promise<Shown> {
    if (watch.to === null) return { watch, attempts: [], note };
    const { attempts } = await this.#ask<{ readonly attempts: readonly Attempt[] }>('GET', `/${watch.id}/attempts`);
    return { watch, attempts, note };
  }

  async #do(deed: Deed, { id }: Watch): Promise<void> {
    const note = await this.#done(deed, id).catch((error: Error) => error.message);
    const now = await this.#of(await this.#ask<Watch>('GET', `/${id}`), note);
    this.#shown = this.#shown.map((one) => (one.watch.id === id ? now : one));
    this.#draw();
  }

  /** Does something with a watch, and returns what is to be said of it. */
  async #done(deed: Deed, id: string): Promise<string | null> {
    if (deed === 'test') {
      const { status, error } = await this.#ask<{ readonly status: number | null; readonly error: string | null }>('POST', `/${id}/test`);
      return status === null ? error : filled(this.texts.tested, { status });
    }
    await this.#ask('PATCH', `/${id}`, { state: deed === 'pause' ? 'paused' : 'active' });
    return null;
  }

  #forget(): void {
    sessionStorage.removeItem(KEY);
    [this.#key, this.#shown] = ['', []];
    render(null, this.place);
    this.form.hidden = false;
  }

  #say(text: string): void {
    (document.getElementById('watches-said') as HTMLElement).textContent = text;
  }

  #draw(): void {
    const { texts } = this;
    const onDo = (deed: Deed, watch: Watch) => void this.#do(deed, watch);
    render(h(WatchList, { texts, shown: this.#shown, onDo, onForget: () => this.#forget() }), this.place);
  }

  /** Asks the API. @throws {Error} with what it says where it refuses. */
  async #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.form.action}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.detail ?? answer.title);
    return answer as Answer;
  }
}
