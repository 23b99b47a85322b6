import { Json } from './document.js';
import type { Asking, View } from './page.js';
import type { Key } from './text.js';
import { WATCH_TEXTS } from './watch-list.js';

/** Shows one's watches with their attempts. The browser asks for them, with a key that is given there: no server keeps it for anybody. */
export function watches(asking: Asking): View {
  const { texts } = asking;
  const title = texts.say('watches.title');
  const written = Object.fromEntries(WATCH_TEXTS.map((name) => [name, texts.say(`watches.${name}` as Key)]));
  return {
    title,
    description: texts.say('watches.about'),
    section: '/watches',
    lead: (
      <>
        <h1 id="headline">{title}</h1>
        <p class="about">{texts.say('watches.about')}</p>
      </>
    ),
    body: (
      <>
        <noscript>
          <p>{texts.say('watches.noscript')}</p>
        </noscript>
        <form id="watches-key" class="key" action="/v1/watches" method="get" hidden>
          <p class="field">
            <label for="watches-secret">{texts.say('watches.key')}</label>
            <input id="watches-secret" type="password" autocomplete="off" required />
          </p>
          <button type="submit">{texts.say('watches.show')}</button>
        </form>
        <p id="watches-said" role="status" />
        <div id="watches" />
        <Json type="application/json" id="watches-texts" value={written} />
        <h2>{texts.say('watches.making')}</h2>
        <p>{texts.say('watches.making.about')}</p>
        <pre>
          <code {...texts.record}>{COMMANDS}</code>
        </pre>
      </>
    ),
  };
}

const COMMANDS = `npx inforce key issue --name "Desk A" --may watch
npx inforce watch make --region EU --item Dy --to https://receiver.example/hook`;
