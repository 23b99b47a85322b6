import { happened } from '@in-force/answers';
import type { Asking, ExplainPage } from './page.js';
import { eventAddress } from './read-question.js';
import { useTexts } from './text.js';
import { seenEvent } from './told-sources.js';

/** What would make another answer: further acts, and recorded events fewer. */
export function Flips({ asking, explained }: { readonly asking: Asking; readonly explained: ExplainPage }) {
  const texts = useTexts();
  const { flips } = explained;
  if (flips.with.length + flips.without.length === 0) return null;
  const byStatus = [...new Set(flips.with.map(({ status }) => status))].map(
    (status) => [status, flips.with.flatMap((one) => (one.status === status ? [one.type] : []))] as const,
  );
  const { readModel } = asking.answers;
  const view = readModel.viewAt({ recordedAt: { position: Number(explained.log.position) }, knownOn: null });
  const told = (id: string) => {
    const event = seenEvent(readModel, view, id);
    return event ? happened(event) : id;
  };
  return (
    <section>
      <h2>{texts.say('flips.head')}</h2>
      <ul class="flips">
        {byStatus.map(([status, types]) => (
          <li key={status}>
            {texts.fill('flips.with', {
              what: texts.either(types.map((type) => texts.say(`event.${type as 'measure.revoked'}`))),
              status: <strong>{texts.say(`status.${status}`)}</strong>,
            })}
          </li>
        ))}
        {flips.without.map(({ events, status }) => (
          <li key={events.join()}>
            {texts.fill('flips.without', {
              events: events.map((id, at) => (
                <span key={id}>
                  {at > 0 && ' + '}“
                  <a href={eventAddress(id, asking.query)} {...texts.record}>
                    {told(id)}
                  </a>
                  ”
                </span>
              )),
              status: <strong>{texts.say(`status.${status}`)}</strong>,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
