import type { Question } from '@in-force/answers';
import { aheadFeed } from './feed.js';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { readQuestion } from './read-question.js';
import type { Texts } from './text.js';
import { EventTable } from './timeline-tables.js';

/** How many days ahead are shown where nothing else is asked. */
const DAYS = '180';

/** Which entries are meetings, and which rest on words; the others rest on texts. */
const MEETINGS = ['round'];
const WORDS = ['commitment-due', 'commitment-overdue', 'lasting'];

/** Shows the dates about to arrive: what texts set, what was promised, who is to meet. */
export async function upcoming(asking: Asking): Promise<View> {
  const { texts } = asking;
  const read = readQuestion(asking, 'upcoming', { days: DAYS });
  const { question } = read;
  const list = await listed(asking, 'upcoming', question);
  const of = (kinds: readonly string[]) => list.entries.filter(({ what }) => kinds.includes(what));
  const set = list.entries.filter(({ what }) => !MEETINGS.includes(what) && !WORDS.includes(what));
  const calendar = `/v1/upcoming.ics?days=${question.days}${question.region ? `&region=${question.region}` : ''}`;
  const view = listView(asking, {
    sentence: headline(texts, question, list.entries),
    section: '/upcoming',
    feed: aheadFeed(question),
    read,
    fields: ['on', 'region', 'item', 'knownOn'],
    list,
    api: '/v1/upcoming',
    command: 'upcoming',
    cited: texts.say('nav./upcoming'),
    body: (
      <>
        <p>
          <a href={calendar}>{texts.say('upcoming.calendar')}</a>
        </p>
        <EventTable heading={texts.say('upcoming.set')} entries={set} ahead asking={asking} />
        <EventTable heading={texts.say('upcoming.words')} entries={of(WORDS)} ahead asking={asking} />
        <EventTable heading={texts.say('upcoming.meetings')} entries={of(MEETINGS)} ahead asking={asking} />
      </>
    ),
  });
  return {
    ...view,
    description: [view.title, ...list.entries.slice(0, 3).map(({ text }) => text)].join(' '),
    alternates: [...(view.alternates ?? []), { type: 'text/calendar', href: calendar, title: texts.say('upcoming.calendar') }],
  };
}

function headline(texts: Texts, { on, days }: Question, entries: readonly Lists['upcoming'][]): string {
  const [next] = entries;
  if (!next) return texts.say('upcoming.none', { days, day: texts.day(on) });
  const count = texts.opening(texts.count('upcoming.dates', entries.length));
  return texts.say('upcoming.headline', { count, days, day: texts.day(on), next: texts.day(next.on) });
}
