import { type Comparison, InvalidRequest, type Problem, parseComparison } from '@in-force/answers';
import type { Asking, View } from './page.js';
import { eventAddress, measureAddress } from './read-question.js';
import { useTexts } from './text.js';

const FIELDS = ['a.on', 'a.knownOn', 'b.on', 'b.knownOn', 'region', 'item'] as const;

/** What is compared where nothing is named: the European Union when the October controls were to start, and today. */
const DEFAULT = { 'a.on': '2025-11-05', region: 'EU' };

/** Shows what differs between the answers to two questions, and why. */
export async function compare(asking: Asking): Promise<View> {
  const { answers, texts, query } = asking;
  const given: Readonly<Record<string, string>> = Object.keys(query).every((name) => name === 'lang') ? DEFAULT : withoutOwn(query);
  const { comparison, problems } = read(given, asking);
  const answer = comparison && (await answers.diff(comparison));
  const differences = answer?.differences ?? [];
  const { a, b } = comparison ?? { a: null, b: null };
  const day = (one: typeof a) =>
    one ? texts.day(one.on) + (one.knownOn ? texts.say('asked.knownOn', { day: texts.day(one.knownOn) }) : '') : '';
  const sentence = texts.opening(texts.count('compare.headline', differences.length, { a: day(a), b: day(b) }));
  return {
    title: sentence,
    description: sentence,
    section: '/compare',
    status: problems.length > 0 ? 400 : 200,
    alternates: answer ? [{ type: 'application/json', href: answer.cite, title: 'JSON' }] : [],
    lead: <h1 id="headline">{sentence}</h1>,
    bar: <CompareForm asking={asking} given={given} problems={problems} />,
    body: (
      <>
        {differences.map((difference) => (
          <Difference key={difference.measure} difference={difference} asking={asking} on={b?.on ?? asking.today} />
        ))}
      </>
    ),
  };
}

const withoutOwn = ({ lang: _, ...rest }: Asking['query']) => rest;

function read(
  given: Readonly<Record<string, string>>,
  { now }: Asking,
): { readonly comparison: Comparison | null; readonly problems: readonly Problem[] } {
  try {
    return { comparison: parseComparison(given, now()), problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return { comparison: null, problems: error.errors };
  }
}

function CompareForm({
  asking,
  given,
  problems,
}: {
  readonly asking: Asking;
  readonly given: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}) {
  const texts = useTexts();
  return (
    <section class="bar" aria-label={texts.say('bar.label')}>
      <form action="/compare" method="get">
        {asking.query.lang && <input type="hidden" name="lang" value={asking.query.lang} />}
        {FIELDS.map((name) => {
          const id = `ask-${name.replace('.', '-')}`;
          const problem = problems.find(({ pointer }) => pointer === `/${name}`);
          const common = { id, name, value: given[name] ?? '', 'aria-describedby': problem ? `${id}-problem` : undefined };
          return (
            <p key={name} class="field">
              <label for={id}>{texts.say(`compare.${name}`)}</label>
              {/\.(?:on|knownOn)$/.test(name) ? <input {...common} type="date" /> : <input {...common} />}
              {problem && (
                <span class="problem" id={`${id}-problem`} {...texts.record}>
                  {problem.detail}
                </span>
              )}
            </p>
          );
        })}
        <button type="submit">{texts.say('nav./compare')}</button>
      </form>
    </section>
  );
}

type Differing = Awaited<ReturnType<Asking['answers']['diff']>>['differences'][number];

function Difference({ difference, asking, on }: { readonly difference: Differing; readonly asking: Asking; readonly on: string }) {
  const texts = useTexts();
  const { measure, title, a, b, cause, events, changes } = difference;
  const status = (one: Differing['a']) => (one ? texts.say(`status.${one}`) : texts.say('compare.absent'));
  return (
    <article class="difference">
      <h2>
        <a href={measureAddress(measure, on, { ...(asking.query.region && { region: asking.query.region }) })} {...texts.record}>
          {title ?? measure}
        </a>
      </h2>
      <p class="facts">
        <strong>{texts.fill('compare.fromTo', { a: status(a), b: status(b) })}</strong> · {texts.say(`moved.${cause}`)}
      </p>
      <p class="about">{texts.say('compare.facts', { facts: changes.map(({ fact }) => fact).join(', ') })}</p>
      <ul>
        {events.map(({ event, text }) => (
          <li key={event}>
            <a href={eventAddress(event, asking.query)} {...texts.record}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </article>
  );
}
