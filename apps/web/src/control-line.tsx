import type { Control, Question } from '@in-force/answers';
import { bearingText } from './bearing.js';
import { actNamed } from './names.js';
import type { Asking } from './page.js';
import { actAddress, measureAddress } from './read-question.js';
import { SourceLink, SourceList } from './source-links.js';
import { StatusMark } from './status-mark.js';
import { type Texts, useTexts } from './text.js';
import type { Behind } from './told-sources.js';

export interface Line extends Behind {
  readonly control: Control;
}

/** A control in a list: its act by name, number and day; its days; what of the question it bears on; where we have it from. */
export function ControlLine({ line, asking, question }: { readonly line: Line; readonly asking: Asking; readonly question: Question }) {
  const texts = useTexts();
  const { control, act, sources } = line;
  const { id, title, kind, rate, status, readAs } = control;
  const { on } = question;
  const href = measureAddress(id, on, asking.query);
  const bearing = bearingText(texts, control);
  return (
    <li class="control" id={id}>
      <h3>
        <StatusMark status={readAs ?? status} />
        <a href={href} {...texts.record}>
          {title}
        </a>
      </h3>
      <p class="facts">
        <strong class="status">{texts.say(`status.${status}`)}</strong> {daysText(texts, control)}
        {kind && <> · {texts.say(`kind.${kind}`)}</>}
        {rate && (
          <>
            {' '}
            · <span {...texts.record}>{rate.text}</span>
          </>
        )}
        {act && (
          <>
            {' · '}
            <a href={actAddress(act.id, on, asking.query)} {...texts.record}>
              {actNamed(act)}
            </a>
            , {texts.day(act.day)}
          </>
        )}
      </p>
      {bearing && <p class="bearing">{bearing}</p>}
      <Beside control={control} question={question} />
      <SourceList sources={sources} />
      <p class="tools">
        <button
          type="button"
          class="quote"
          data-quote={`/v1${measureAddress(id, on, { ...asking.query, lang: '' })}`}
          data-done={texts.say('line.copied')}
          data-failed={texts.say('line.notCopied')}
          hidden
        >
          {texts.say('line.copy')}
        </button>
      </p>
    </li>
  );
}

/** Who reads it otherwise, and what eases it. */
function Beside({
  control: { contested, facilitations, readAs },
  question: { reading },
}: {
  readonly control: Control;
  readonly question: Question;
}) {
  const texts = useTexts();
  return (
    <>
      {readAs && reading && (
        <p class="beside">
          {texts.say('line.readAs', { party: texts.opening(texts.placed(reading)), reading: texts.say(`status.${readAs}`) })}
        </p>
      )}
      {(contested ?? []).map(({ party, reading: word, publishedOn, source }) => (
        <p class="beside" key={party}>
          {texts.fill('line.contested', {
            party: texts.opening(texts.placed(party)),
            reading: <em>{texts.say(`status.${word}`)}</em>,
            day: texts.day(publishedOn),
          })}
          {source && (
            <>
              {' '}
              (<SourceLink source={source} />)
            </>
          )}
        </p>
      ))}
      {(facilitations ?? []).map(({ id, title, from, through }) => (
        <p class="beside" key={id}>
          {texts.fill(through ? 'line.easedThrough' : 'line.eased', {
            title: <span {...texts.record}>{title}</span>,
            from: texts.day(from),
            through: through && texts.day(through),
          })}
        </p>
      ))}
    </>
  );
}

/** Returns the days of a status: `from 7 November 2025 through 10 November 2026`. */
function daysText(
  texts: Texts,
  { status, byTerms, since, until, firstDay }: Pick<Control, 'status' | 'byTerms' | 'since' | 'until' | 'firstDay'>,
): string {
  if (status === 'announced' && firstDay) return texts.say('days.first', { day: texts.day(firstDay) });
  if (status === 'announced') return texts.say('days.open');
  const days = spanText(texts, since, until);
  return byTerms ? texts.say('days.byTerms', { status: texts.say(`status.${byTerms}`), days }) : days;
}

function spanText(texts: Texts, since: string | null, until: string | null): string {
  if (since && until) return texts.say('days.span', { from: texts.day(since), through: texts.day(until) });
  if (since) return texts.say('days.since', { from: texts.day(since) });
  return until ? texts.say('days.until', { through: texts.day(until) }) : '';
}
