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
  const shown = new Set<string>();
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
            {events.map((one) => (
              <Evidence key={one.event} one={one} told={shown.has(one.event) || !shown.add(one.event)} asking={asking} />
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

interface EvidenceProps {
  readonly one: ExplainPage['derivation'][number]['events'][number];
  /** Whether it was told before: then its words are not repeated. */
  readonly told: boolean;
  readonly asking: Asking;
}

/** An event that a reason rests on, with its best source and the words of that. */
function Evidence({ one: { event, text, source }, told, asking }: EvidenceProps) {
  const texts = useTexts();
  return (
    <div class="evidence">
      <p>
        <span {...texts.record}>{source ? text.replace(`; source: ${source.publisher})`, ')') : text}</span>{' '}
        <a href={eventAddress(event, asking.query)}>{texts.say('why.event')}</a>
        {source && (
          <>
            {' · '}
            <SourceLink source={source} />
          </>
        )}
      </p>
      {!told && <Quote source={source} />}
    </div>
  );
}
