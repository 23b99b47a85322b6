import { countriesOf, idOf } from '@in-force/events';
import { byDay, easesFor, easing, easingStanding, type RecordView, speaks, told } from '@in-force/rules';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import type { Facilitation } from './registers.schema.js';

/** Returns the easings that are known, with how each stands on the day asked about. */
export function facilitationsOf(known: RecordView, question: Question): Page<Facilitation> {
  const { on, measure, region } = question;
  const asked = region === null ? null : countriesOf(region, on, '');
  const found = known.record.streams('facilitation').flatMap((stream): Facilitation[] => {
    const one = easing(known, known.seen(stream));
    if (!one || !speaks(one.opened.data, measure) || (asked && !easesFor(one, asked, on))) return [];
    const { opened, issuer, through } = one;
    return [{ id: idOf(stream), ...told(known, opened), ...opened.data, issuer, through, standing: easingStanding(known, one, on) }];
  });
  return pageOf(
    found.sort(
      byDay(
        ({ from }) => from,
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}
