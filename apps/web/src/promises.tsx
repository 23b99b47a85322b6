import type { Question } from '@in-force/answers';
import { COMMITMENT_STATUSES } from '@in-force/rules';
import { listView } from './list-view.js';
import { listed } from './listed.js';
import type { Lists } from './lists.js';
import type { Asking, View } from './page.js';
import { PromiseEntry } from './promises-kept.js';
import { readQuestion } from './read-question.js';
import type { Texts } from './text.js';

/** Promises in the order in which a reader asks about them: of which nobody knows, then open, then what came of the others. */
const GROUPS = ['unconfirmed', 'overdue', 'open', 'broken', 'fulfilled'] as const;

/** Shows what parties promised: how each word stands, how old it is, what came of it. */
export async function promises(asking: Asking): Promise<View> {
  const { texts } = asking;
  const { question: asked, problems } = readQuestion(asking, 'commitments');
  const question = asking.query.status ? asked : { ...asked, standing: COMMITMENT_STATUSES };
  const list = await listed(asking, 'commitments', question);
  const groups = GROUPS.map((standing) => ({ standing, entries: list.entries.filter((entry) => entry.standing === standing) }));
  return listView(asking, {
    sentence: headline(texts, question, list.entries),
    about: texts.say('promises.words'),
    section: '/promises',
    read: { question, problems },
    fields: ['on', 'party', 'measure', 'knownOn'],
    list,
    api: '/v1/commitments',
    command: 'commitments',
    cited: texts.say('nav./promises'),
    body: groups
      .filter(({ entries }) => entries.length > 0)
      .map(({ standing, entries }) => (
        <section key={standing}>
          <h2>
            {texts.say(`promises.${standing}`)} <span class="number">{entries.length}</span>
          </h2>
          <ol class="promises">
            {entries.map((promise) => (
              <li key={promise.id} id={promise.id}>
                <PromiseEntry promise={promise} asking={asking} on={question.on} grouped />
              </li>
            ))}
          </ol>
        </section>
      )),
  });
}

/** Returns how many promises there are, and how each kind of them stands that there is, in one sentence. */
function headline(texts: Texts, { on, party }: Question, entries: readonly Lists['commitments'][]): string {
  const clauses = [...GROUPS].reverse().flatMap((standing) => {
    const count = entries.filter((entry) => entry.standing === standing).length;
    return count > 0 ? [texts.count(`promises.${standing}.clause`, count)] : [];
  });
  return texts.say(entries.length > 0 ? 'promises.headline' : 'promises.none', {
    promises: texts.count('promises.count', entries.length, { of: party ? texts.say('list.of', { who: texts.placed(party) }) : '' }),
    day: texts.day(on),
    clauses: texts.row(clauses),
  });
}
