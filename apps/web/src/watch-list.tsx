import { filled } from './gaps.js';

/** The texts that the list says, by the end of their keys. */
export const WATCH_TEXTS = [
  'none',
  'refused',
  'forget',
  'active',
  'paused',
  'disabled',
  'taken',
  'untold',
  'read',
  'changes',
  'pause',
  'resume',
  'test',
  'tested',
  'attempts',
  'unsent',
  'delivery',
  'attempt',
  'at',
  'outcome',
  'answered',
  'unknown',
  'trial',
] as const;
export type WatchTexts = Readonly<Record<(typeof WATCH_TEXTS)[number], string>>;

/** A watch as the API gives it, as far as it is shown. */
export interface Watch {
  readonly id: string;
  readonly title: string | null;
  readonly state: 'active' | 'paused' | 'disabled';
  readonly reason: string | null;
  readonly to: string | null;
  readonly question: Readonly<Record<string, string>>;
  readonly sequence: number;
  readonly answered: number | null;
  readonly changes: string;
}

export interface Attempt {
  readonly sequence: number | null;
  readonly attempt: number;
  readonly at: string;
  readonly answeredAt: string | null;
  readonly status: number | null;
  readonly error: string | null;
}

/** A watch with what came of sending to it, and what was last said of it. */
export interface Shown {
  readonly watch: Watch;
  readonly attempts: readonly Attempt[];
  readonly note: string | null;
}

/** What can be done with a watch. */
export type Deed = 'pause' | 'resume' | 'test';

interface Props {
  readonly texts: WatchTexts;
  readonly shown: readonly Shown[];
  readonly onDo: (deed: Deed, watch: Watch) => void;
  readonly onForget: () => void;
}

/** One's watches, each with its attempts. */
export function WatchList({ texts, shown, onDo, onForget }: Props) {
  return (
    <>
      {shown.length === 0 && <p>{texts.none}</p>}
      {shown.map((one) => (
        <OneWatch key={one.watch.id} texts={texts} one={one} onDo={onDo} />
      ))}
      <p class="forget">
        <button type="button" onClick={onForget}>
          {texts.forget}
        </button>
      </p>
    </>
  );
}

function OneWatch({ texts, one: { watch, attempts, note }, onDo }: Pick<Props, 'texts' | 'onDo'> & { readonly one: Shown }) {
  const { id, title, state, reason, to, question, sequence, answered, changes } = watch;
  const asked = Object.entries(question).map(([name, value]) => `${name}=${value}`);
  const deeds: readonly Deed[] = [state === 'active' ? 'pause' : 'resume', ...(to === null ? [] : ['test' as const])];
  return (
    <section id={`watch-${id}`}>
      <h2>{title ?? asked.join(' ')}</h2>
      <p class="facts">
        <strong>{texts[state]}</strong>
        {reason && `: ${reason}`} ·{' '}
        {answered === null ? texts.read : sequence === 0 ? texts.untold : filled(texts.taken, { answered, sequence })}
        {to && (
          <>
            {' · '}
            <code>{to}</code>
          </>
        )}
      </p>
      <p>
        {title !== null && (
          <>
            <code>{asked.join(' ')}</code> ·{' '}
          </>
        )}
        <a href={changes}>{texts.changes}</a>
      </p>
      <p class="tools">
        {deeds.map((deed) => (
          <button key={deed} type="button" onClick={() => onDo(deed, watch)}>
            {texts[deed]}
          </button>
        ))}
        {note && <output> {note}</output>}
      </p>
      {to !== null && <Attempts texts={texts} attempts={attempts} />}
    </section>
  );
}

function Attempts({ texts, attempts }: Pick<Props, 'texts'> & { readonly attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <p>{texts.unsent}</p>;
  return (
    <div class="scroll">
      <table>
        <caption>{texts.attempts}</caption>
        <thead>
          <tr>
            {(['delivery', 'attempt', 'at', 'outcome'] as const).map((name) => (
              <th key={name} scope="col">
                {texts[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attempts.toReversed().map(({ sequence, attempt, at, answeredAt, status, error }) => (
            <tr key={`${sequence} ${attempt} ${at}`}>
              <th scope="row">{sequence ?? texts.trial}</th>
              <td>{attempt}</td>
              <td class="day">
                <time dateTime={at}>{at.slice(0, 19).replace('T', ' ')}</time>
              </td>
              <td>{status !== null ? filled(texts.answered, { status }) : (error ?? (answeredAt === null ? texts.unknown : ''))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
