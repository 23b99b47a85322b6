import { countriesOf, idOf } from '@in-force/events';
import { atOnce, dayOrder, easesFor, easing, easingStanding, gather, type RecordView, type Steps, speaks, told } from '@in-force/rules';
import { type Candidate, type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';
import type { Facilitation } from './registers.schema.js';

/** Returns the easings that are known, with how each stands on the day asked about. */
export function* listFacilitations(known: RecordView, question: Question): Steps<Page<Facilitation>> {
  const { on, measure, region } = question;
  const asked = region === null ? null : countriesOf(region, on, '');
  const found = yield* gather(known.record.streams('facilitation'), (stream): Candidate<Facilitation>[] => {
    const one = easing(known, known.seen(stream));
    if (!one || !speaks(one.opened.data, measure) || (asked && !easesFor(one, asked, on))) return [];
    const { opened, issuer, through } = one;
    const id = idOf(stream);
    const show = () => ({ id, ...told(known, opened), ...opened.data, issuer, through, standing: easingStanding(known, one, on) });
    return [{ key: id, order: dayOrder(opened.data.from, id), show }];
  });
  return yield* pageInOrder(found, question);
}

/** Returns the same at once. */
export const facilitationsOf = atOnce(listFacilitations);
