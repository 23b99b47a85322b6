import { countriesOf, type ExactDay, type Region, regionsMeet } from '@in-force/events';
import { agrees, assess, byDay, is, publicBy, type RecordView, readings, speaks, told } from '@in-force/rules';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import type { LicensingReport, MeasureReadings } from './registers.schema.js';

/**
 * Returns the measures that parties have read on the day asked about, each party's latest word; with `contested` those they do not agree
 * on.
 */
export function readingsOf(known: RecordView, question: Question): Page<MeasureReadings> {
  const { on, measure, party, contested } = question;
  const measures = known.record.measures().filter((id) => measure === null || id === measure);
  const read = measures.flatMap((id): MeasureReadings[] => {
    if (known.about(id, 'reading').length === 0) return [];
    const assessed = assess(known, id, question);
    if (assessed.life === null || assessed.states.length === 0) return [];
    const { status, byTerms, terms, life, meeting, run } = assessed;
    const said = readings(known, { measure: id, issuer: life.announced.data.issuer, on, countries: meeting.countries, since: run.since })
      .filter((reading) => party === null || reading.party === party)
      .map((reading) => ({ ...reading, agrees: agrees(reading.reading, byTerms ?? status) }));
    const disputed = said.some((reading) => !reading.agrees);
    if (said.length === 0 || (contested && !disputed)) return [];
    return [{ measure: id, title: terms.title, status, byTerms, contested: disputed, readings: said }];
  });
  return pageOf(
    read.sort((a, b) => (a.measure < b.measure ? -1 : 1)),
    ({ measure }) => measure,
    question,
  );
}

/** Returns the reports that were public by the day asked about, in order. */
export function licensing(known: RecordView, question: Question): Page<LicensingReport> {
  const { on, party, measure, region } = question;
  const reports = known.record
    .streams('licensing')
    .flatMap((stream) => known.seen(stream))
    .filter(is('licensing.reported'))
    .filter(publicBy(on))
    .map((report): LicensingReport => ({ ...told(known, report), ...report.data }))
    .filter((report) => (party === null || report.party === party) && speaks(report, measure) && meets(report.regions, region, on));
  return pageOf(
    reports.sort(
      byDay(
        ({ publishedOn }) => publishedOn,
        ({ event }) => event,
      ),
    ),
    ({ event }) => event,
    question,
  );
}

/** Returns whether regions share a country with the one asked about. */
const meets = (regions: readonly Region[], region: Region | null, on: ExactDay): boolean =>
  region === null || regionsMeet(regions, countriesOf(region, on, ''), on, '');
