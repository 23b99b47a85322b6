import { bibtex, csl, ris, words } from '@in-force/formats';
import type { Asking, Sealed } from './page.js';
import { useTexts } from './text.js';

interface TakeAwayProps {
  readonly asking: Asking;
  readonly answer: Sealed & { readonly asked?: unknown; readonly title?: unknown };
  /** The address of the same question in the API. */
  readonly path: string;
  /** The command of the terminal that asks the same, with its arguments. */
  readonly command: string;
  /** Whether the answer is a table that has files of its own. */
  readonly table?: boolean;
}

/** The answer to be taken away: as a reference, as a file, as the same question elsewhere. */
export function TakeAway({ asking, answer, path, command, table = false }: TakeAwayProps) {
  const texts = useTexts();
  const cited = asking.cited(answer);
  const query = answer.cite.slice(answer.cite.indexOf('?'));
  const plain = query.replace(/&(?:log|facts)=[^&]*/g, '').slice(1);
  const forms = [
    ['BibTeX', bibtex(cited)],
    ['RIS', ris(cited)],
    ['CSL', csl(cited)],
  ] as const;
  return (
    <section class="take-away" aria-labelledby="take-away">
      <h2 id="take-away">{texts.say('take.head')}</h2>
      <p class="citation" {...texts.record}>
        {words(cited)}
      </p>
      <p>
        <a rel="bookmark" href={answer.cite}>
          {texts.say('take.forever')}
        </a>
        {table &&
          (['csv', 'parquet', 'ndjson'] as const).map((suffix) => (
            <span key={suffix}>
              {' · '}
              <a href={`${path}.${suffix}?${plain}`}>{suffix.toUpperCase()}</a>
            </span>
          ))}
      </p>
      {forms.map(([name, text]) => (
        <details key={name}>
          <summary>{name}</summary>
          <pre>{text}</pre>
        </details>
      ))}
      <details>
        <summary>{texts.say('take.again')}</summary>
        <Programs base={asking.base} url={`${path}?${plain}`} command={command} plain={plain} />
      </details>
    </section>
  );
}

interface ProgramsProps {
  readonly base: string;
  readonly url: string;
  readonly command: string;
  readonly plain: string;
}

/** The same question as programs ask it. */
function Programs({ base, url, command, plain }: ProgramsProps) {
  const flags = [...new URLSearchParams(plain)].flatMap(([name, value]) =>
    name === 'on' ? [] : [`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`],
  );
  const programs = [
    ['curl', `curl '${base}${url}'`],
    ['R', `jsonlite::fromJSON("${base}${url}")`],
    ['Python', `import requests\nrequests.get("${base}${url}").json()`],
    ['CLI', ['npx inforce', command, ...flags].join(' ')],
  ] as const;
  return (
    <dl class="programs">
      {programs.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <pre>{text}</pre>
          </dd>
        </div>
      ))}
    </dl>
  );
}
