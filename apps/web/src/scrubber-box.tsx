import type { Question } from '@in-force/answers';
import { address, carried } from './address.js';
import { indexOn, type Tally } from './change-days.js';
import { Json } from './document.js';
import { headline } from './headline.js';
import type { Asking } from './page.js';
import { Scrubber, type ScrubberProps } from './scrubber.js';
import { useTexts } from './text.js';

/** The slider over the days on which something changed; without a script, those days as links. */
export function ScrubberBox({
  asking,
  question,
  days,
}: {
  readonly asking: Asking;
  readonly question: Question;
  readonly days: readonly Tally[];
}) {
  const texts = useTexts();
  if (days.length < 2) return null;
  const { query, today: now } = asking;
  const props: ScrubberProps = {
    stops: days.map((tally) => ({
      on: tally.on,
      day: texts.day(tally.on),
      sentence: headline(texts, { ...question, on: tally.on }, tally, now),
      counts: [tally.inForce, tally.suspended, tally.unconfirmed],
    })),
    at: indexOn(days, question.on),
    asked: texts.day(question.on),
    labels: { slider: texts.say('bar.slider'), picture: texts.say('bar.picture') },
  };
  return (
    <>
      <div class="island" data-island="scrubber" hidden>
        <Scrubber {...props} />
      </div>
      <Json type="application/json" id="scrubber-state" value={props} />
      <details class="days">
        <summary>{texts.opening(texts.count('bar.days', days.length))}</summary>
        <ol>
          {days.map(({ on }) => (
            <li key={on}>
              <a
                href={address('/', { ...carried(query), ...(question.region && { region: question.region }), on })}
                aria-current={on === question.on ? 'true' : undefined}
              >
                <time dateTime={on}>{texts.day(on)}</time>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
