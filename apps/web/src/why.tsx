import type { Question } from '@in-force/answers';
import type { Asking, ExplainPage, MeasurePage } from './page.js';
import { eventAddress } from './read-question.js';
import { Quote, SourceLink } from './source-links.js';
import { useTexts } from './text.js';

interface WhyProps {
  readonly asking: Asking;
  readonly answer: MeasurePage;
  readonly explained: ExplainPage;
  readonly question: Question;
}

/** Why a measure has its status: the rules in the order in which they were asked, each with the events it rests on, their sources and words. */
export function Why({ asking, answer, explained }: WhyProps) {
  const texts = useTexts();
  const { derivation, explanation } = explained;
  const beside = explanation.slice(1).filter((said) => !answer.history.some(({ text }) => said.startsWith(text)));
  return (
    <section>
      <h2>{texts.say('why.head')}</h2>
      <ol class="why">
        {derivation.map(({ rule, text, events }, at) => (
          <li key={`${rule} ${at}`}>
            <p class="rule">{texts.say(`rule.${rule}`)}</p>
            <p {...texts.record}>{text}</p>
            {events.map(({ event, text: told, source }) => (
              <div key={event} class="evidence">
                <p>
                  <span {...texts.record}>{told}</span> <a href={eventAddress(event, asking.query)}>{texts.say('why.event')}</a>
                  {source && (
                    <>
                      {' · '}
                      <SourceLink source={source} />
                    </>
                  )}
                </p>
                <Quote source={source} />
              </div>
            ))}
          </li>
        ))}
      </ol>
      {beside.length > 0 && (
        <ul class="beside" {...texts.record}>
          {beside.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
