import { type Comparison, InvalidRequest, type Problem, parseComparison } from '@in-force/answers';
import { Differences } from './differences.js';
import { changesFeed, recordFeed } from './feed.js';
import type { Asking, View } from './page.js';
import { withoutOwn } from './read-question.js';
import { TakeAway } from './take-away.js';
import { useTexts } from './text.js';

const FIELDS = ['a.on', 'a.knownOn', 'b.on', 'b.knownOn', 'region', 'item'] as const;

/** What is compared where nothing is named: the European Union when the October controls were to start, and today. */
const DEFAULT = { 'a.on': '2025-11-05', region: 'EU' };

/** Shows what differs between the answers to two questions, and why. */
export async function compare(asking: Asking): Promise<View> {
  const { answers, texts, query } = asking;
  const asked = withoutOwn(query);
  const given: Readonly<Record<string, string>> = Object.keys(asked).length === 0 ? DEFAULT : asked;
  const { comparison, problems } = read(given, asking);
  const answer = comparison && (await answers.diff(comparison));
  const differences = answer?.differences ?? [];
  const { a, b } = comparison ?? { a: null, b: null };
  const day = (one: typeof a) =>
    one ? texts.day(one.on) + (one.knownOn ? texts.say('asked.knownOn', { day: texts.day(one.knownOn) }) : '') : '';
  const moved = differences.filter((one) => one.a !== one.b);
  const rest = differences.filter((one) => one.a === one.b);
  const sentence = [
    texts.opening(texts.count('compare.headline', moved.length, { a: day(a), b: day(b) })),
    ...(rest.length > 0 ? [texts.opening(texts.count('compare.rest', rest.length))] : []),
  ].join(' ');
  return {
    title: sentence,
    description: sentence,
    section: '/compare',
    feed: b ? changesFeed(b) : recordFeed(),
    status: problems.length > 0 ? 400 : 200,
    alternates: answer ? [{ type: 'application/json', href: answer.cite, title: 'JSON' }] : [],
    lead: <h1 id="headline">{sentence}</h1>,
    bar: <CompareForm asking={asking} given={given} problems={problems} />,
    body: (
      <>
        <Differences heading={texts.say('compare.moved')} entries={moved} asking={asking} on={b?.on ?? asking.today} />
        <Differences heading={texts.say('compare.others')} entries={rest} asking={asking} on={b?.on ?? asking.today} />
        {answer && <TakeAway asking={asking} answer={answer} title={sentence} path="/v1/diff" command={commandOf(answer.cite)} />}
      </>
    ),
  };
}

/** Returns the command of the terminal that compares as an address does: each side with its clocks. */
function commandOf(cite: string): string {
  const given = [...new URLSearchParams(cite.slice(cite.indexOf('?')))];
  const side = (name: string) =>
    given.flatMap(([key, value]) => (key.startsWith(`${name}.`) ? [`${key.slice(2)}=${value}`] : [])).join(',');
  return `diff --a ${side('a')} --b ${side('b')}`;
}

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
