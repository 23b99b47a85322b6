import { dayAfter, type ExactDay } from '@in-force/events';
import type { RecordView } from '@in-force/rules';
import { scheduled } from './control.js';

/** Where a day lies to what an answer can know: over, the last that it can know of, or ahead. */
export type Tense = 'past' | 'now' | 'ahead';

/** Returns the tense in which a day is told. */
export const tenseOf = (known: RecordView, day: ExactDay): Tense =>
  scheduled(known, day) ? 'ahead' : scheduled(known, dayAfter(day)) ? 'now' : 'past';
