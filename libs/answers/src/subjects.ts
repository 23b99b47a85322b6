import { countriesOf, type ExactDay, type Region, regionsMeet } from '@in-force/events';
import {
  agrees,
  assess,
  atOnce,
  dayOrder,
  gather,
  is,
  publicBy,
  type RecordView,
  readings,
  type SeenOf,
  type Steps,
  speaks,
  told,
} from '@in-force/rules';
import { type Candidate, type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';
import type { LicensingReport, MeasureReadings } from './registers.schema.js';

/**
 * Returns the measures that parties have read on the day asked about, each party's latest word; with `contested` those they do not agree
 * on.
 */
export function* listReadings(known: RecordView, question: Question): Steps<Page<MeasureReadings>> {
  const { on, measure, party, contested } = question;
  const measures = known.record.measures().filter((id) => measure === null || id === measure);
  const read = yield* gather(measures, (id): Candidate<MeasureReadings>[] => {
    if (known.about(id, 'reading').length === 0) return [];
    const assessed = assess(known, id, question);
    if (assessed.life === null || assessed.states.length === 0) return [];
    const { status, byTerms, terms, life, meeting, run } = assessed;
    const said = readings(known, { measure: id, issuer: life.announced.data.issuer, on, countries: meeting.countries, since: run.since })
      .filter((reading) => party === null || reading.party === party)
      .map((reading) => ({ ...reading, agrees: agrees(reading.reading, byTerms ?? status) }));
    const disputed = said.some((reading) => !reading.agrees);
    if (said.length === 0 || (contested && !disputed)) return [];
    const show = () => ({ measure: id, title: terms.title, status, byTerms, contested: disputed, readings: said });
    return [{ key: id, order: id, show }];
  });
  return yield* pageInOrder(read, question);
}

/** Returns the same at once. */
export const readingsOf = atOnce(listReadings);

/** Returns the reports that were public by the day asked about, in order. */
export function* listReports(known: RecordView, question: Question): Steps<Page<LicensingReport>> {
  const { on, party, measure, region } = question;
  const passes = ({ data }: SeenOf<'licensing.reported'>): boolean =>
    (party === null || data.party === party) && speaks(data, measure) && meets(data.regions, region, on);
  const reports = yield* gather(known.record.streams('licensing'), (stream) =>
    known
      .seen(stream)
      .filter(is('licensing.reported'))
      .filter(publicBy(on))
      .filter(passes)
      .map((report) => ({
        key: report.id,
        order: dayOrder(report.publishedOn, report.id),
        show: (): LicensingReport => ({ ...told(known, report), ...report.data }),
      })),
  );
  return yield* pageInOrder(reports, question);
}

/** Returns the same at once. */
export const licensing = atOnce(listReports);

/** Returns whether regions share a country with the one asked about. */
const meets = (regions: readonly Region[], region: Region | null, on: ExactDay): boolean =>
  region === null || regionsMeet(regions, countriesOf(region, on, ''), on, '');
