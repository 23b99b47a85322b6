import { bibtex, csl, ris, words } from '@in-force/formats';
import type { Asking, Sealed } from './page.js';
import { useTexts } from './text.js';

interface TakeAwayProps {
  readonly asking: Asking;
  readonly answer: Sealed & { readonly asked?: unknown; readonly title?: unknown };
  /** What a citation calls the answer; its own title by default. */
  readonly title?: string;
  /** The address of the same question in the API. */
  readonly path: string;
  /** The command of the terminal that asks the same, its flags being the parameters; null where none does. */
  readonly command: string | null;
  /** Whether the answer is a table that has files of its own. */
  readonly table?: boolean;
}

/** The answer to be taken away: as a reference, as a file, as the same question elsewhere. */
export function TakeAway({ asking, answer, title, path, command, table = false }: TakeAwayProps) {
  const texts = useTexts();
  const cited = asking.cited(title === undefined ? answer : { ...answer, title });
  const query = answer.cite.slice(answer.cite.indexOf('?') + 1);
  const plain = query.replace(/&(?:log|facts)=[^&]*/g, '');
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
      <AskedElsewhere base={asking.base} path={path} plain={plain} command={command} table={table} />
    </section>
  );
}

interface ElsewhereProps {
  readonly base: string;
  readonly path: string;
  /** The parameters of the question, as an address has them. */
  readonly plain: string;
  /** The command of the terminal; null where none asks the same. */
  readonly command: string | null;
  readonly table?: boolean;
}

/** The same question as programs ask it. */
export function AskedElsewhere({ base, path, plain, command, table = false }: ElsewhereProps) {
  const texts = useTexts();
  const url = plain ? `${base}${path}?${plain}` : `${base}${path}`;
  const csv = `${base}${path}.csv?${plain}`;
  const programs = [
    ['curl', `curl '${url}'`],
    ['R', table ? `read.csv("${csv}", na.strings = "")` : `jsonlite::fromJSON("${url}")`],
    [
      'Python',
      table ? `import pandas\npandas.read_csv("${csv}", keep_default_na=False)` : `import requests\nrequests.get("${url}").json()`,
    ],
    ...(command === null ? [] : [['CLI', ['npx inforce', command, ...flagsOf(plain, command)].join(' ')] as const]),
  ] as const;
  return (
    <details>
      <summary>{texts.say(command === null ? 'take.again.programs' : 'take.again')}</summary>
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
    </details>
  );
}

/** Returns parameters as the flags of a command, those left out that it names itself. */
function flagsOf(plain: string, command: string): string[] {
  const own = /^(?:on|search|diff)\b/.exec(command)?.[0];
  return [...new URLSearchParams(plain)]
    .filter(([name]) => !(own === 'on' && name === 'on') && !(own === 'search' && name === 'q') && !name.includes('.'))
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${inShell(value)}`);
}

/** Returns a word as a shell takes it. */
export const inShell = (word: string): string => (/^[\w:.,~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
