import { address } from './address.js';
import type { Asking, View } from './page.js';
import { StatusMark } from './status-mark.js';

const STATUSES = ['in-force', 'suspended', 'unconfirmed', 'announced', 'revoked', 'expired'] as const;
const CLOCKS = ['on', 'knownOn', 'recordedAt'] as const;

/** Shows what this is, what its words mean, and what it does not know. */
export function about({ texts, answers, query }: Asking): View {
  const sentence = texts.say('about.headline');
  const { readModel } = answers;
  const measures = readModel.viewAt({ recordedAt: null, knownOn: null }).record.measures().length;
  return {
    title: sentence,
    description: texts.say('about.what'),
    section: '/about',
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <p class="standfirst">{texts.say('about.what')}</p>
      </>
    ),
    body: (
      <>
        <section>
          <h2>{texts.say('about.statuses')}</h2>
          <dl class="scope">
            {STATUSES.map((status) => (
              <div key={status}>
                <dt>
                  <StatusMark status={status} /> {texts.say(`status.${status}`)}
                </dt>
                <dd>{texts.say(`about.status.${status}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h2>{texts.say('about.clocks')}</h2>
          <dl class="scope">
            {CLOCKS.map((clock) => (
              <div key={clock}>
                <dt>
                  <code {...texts.record}>{clock}</code>
                </dt>
                <dd>{texts.say(`about.clock.${clock}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h2>{texts.say('about.vocabulary')}</h2>
          <p>
            <a href={address('/items', { lang: query.lang })}>{texts.say('items.title')}</a> ·{' '}
            <a href={address('/regions', { lang: query.lang })}>{texts.say('regions.title')}</a>
          </p>
        </section>
        <section>
          <h2>{texts.say('about.limits')}</h2>
          <p>{texts.say('about.counts', { events: readModel.position, measures })}</p>
          <p>{texts.say('about.silence')}</p>
        </section>
      </>
    ),
  };
}
