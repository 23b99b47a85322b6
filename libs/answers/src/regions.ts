import {
  BLOCS,
  COUNTRIES,
  countriesOf,
  type ExactDay,
  isBloc,
  members,
  type Region,
  regionName,
  seatOf,
  WORLD_REGION,
} from '@in-force/events';
import { inOneStep, type RecordView } from '@in-force/rules';
import type { ListedRegion } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

const ALL: readonly Region[] = [WORLD_REGION, ...BLOCS, ...COUNTRIES];

/** Returns the regions of the vocabulary, in order; where one is asked about, it and its countries. O(regions). */
export function regions(_: RecordView, question: Question): Page<ListedRegion> {
  const { on, region } = question;
  const asked = region === null ? null : countriesOf(region, on, '');
  const found = ALL.filter((code) => asked === null || code === region || asked.has(code));
  const { entries, next } = pageOf(found, (code) => code, question);
  return { entries: entries.map((code) => listedRegion(code, on)), next };
}

/** Returns the same in a step. */
export const listRegions = (known: RecordView, question: Question) => inOneStep(() => regions(known, question));

function listedRegion(code: Region, on: ExactDay): ListedRegion {
  const bloc = isBloc(code);
  const kind = code === WORLD_REGION ? 'world' : bloc ? 'bloc' : 'country';
  return {
    code,
    name: regionName(code),
    kind,
    members: bloc ? members(code, on) : null,
    blocs: kind === 'country' ? BLOCS.filter((one) => countriesOf(one, on, '').has(code)) : null,
    ...seatOf(code),
  };
}
