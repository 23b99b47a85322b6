import { type Question, upcoming as upcomingOf } from '@in-force/answers';
import type { Asking, View } from './page.js';
import { QuestionBar } from './question-bar.js';
import { readQuestion } from './read-question.js';
import { readersIn } from './readers.js';
import { EventTable } from './timeline-tables.js';

/** How many days ahead are shown where nothing else is asked. */
const DAYS = '180';

/** Which entries are meetings, and which rest on words; the others rest on texts. */
const MEETINGS = ['round'];
const WORDS = ['commitment-due', 'commitment-overdue', 'lasting'];

/** Shows the dates about to arrive: what texts set, what was promised, who is to meet. */
export function upcoming(asking: Asking): View {
  const { answers, texts } = asking;
  const { question: read, problems } = readQuestion(asking, 'upcoming', { days: DAYS });
  const question: Question = { ...read, limit: Number.POSITIVE_INFINITY };
  const { entries } = answers.readModel.answer('upcoming', question, (view) => upcomingOf(view, question));
  const [meetings, words] = [MEETINGS, WORDS].map((kinds) => entries.filter(({ what }) => kinds.includes(what)));
  const set = entries.filter((entry) => !meetings?.includes(entry) && !words?.includes(entry));
  const [next] = entries;
  const sentence = next
    ? texts.say('upcoming.headline', {
        count: texts.opening(texts.count('upcoming.dates', entries.length)),
        days: question.days,
        day: texts.day(question.on),
        next: texts.day(next.on),
      })
    : texts.say('upcoming.none', { days: question.days, day: texts.day(question.on) });
  const calendar = `/v1/upcoming.ics?days=${question.days}${question.region ? `&region=${question.region}` : ''}`;
  return {
    title: sentence,
    description: [sentence, ...entries.slice(0, 3).map(({ text }) => text)].join(' '),
    section: '/upcoming',
    status: problems.length > 0 ? 400 : 200,
    alternates: [{ type: 'text/calendar', href: calendar, title: texts.say('upcoming.calendar') }],
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <p>
          <a href={calendar}>{texts.say('upcoming.calendar')}</a>
        </p>
      </>
    ),
    bar: (
      <QuestionBar
        asking={asking}
        question={question}
        problems={problems}
        readers={readersIn(answers.readModel)}
        fields={['on', 'region', 'item', 'knownOn']}
      />
    ),
    body: (
      <>
        <EventTable heading={texts.say('upcoming.set')} entries={set} asking={asking} />
        <EventTable heading={texts.say('upcoming.words')} entries={words ?? []} asking={asking} />
        <EventTable heading={texts.say('upcoming.meetings')} entries={meetings ?? []} asking={asking} />
      </>
    ),
  };
}
