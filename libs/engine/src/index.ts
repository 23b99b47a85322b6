export {
  ClockAhead,
  EventTooLarge,
  InvalidKey,
  LogUnreachable,
  LogUnusable,
  LogUnwritable,
  RevisionConflict,
  RunningHead,
  type SigningKey,
} from '@in-force/event-log';
export {
  Answers,
  type ExplainJson,
  type InstrumentJson,
  type MeasureJson,
} from './answers.js';
export { Changes } from './changes.js';
export { ChangesFeeds } from './changes-feeds.js';
export type { ChangesPart, Horizon } from './changes-part.js';
export { RulesChanged } from './changes-refused.js';
export { factsOf, type Sealed, writeQuery } from './citations.js';
export { CITATIONS, type CitationType, citationIn, citedAs } from './citing.js';
export { digestOf, digestOfParts, FORM, partsOf } from './digest.js';
export { type Act, Engine, type Recording, type RecordOptions } from './engine.js';
export { EXPORT_FORMATS, type ExportFormat, exportEvents, exportSpans, type Manifest, measureExport } from './export.js';
export { Follower, type Projection, type Standing } from './follower.js';
export { FOUNDING_RECORD, isCompared, loadFoundingRecord, noteCompared, readFounding, readRecordFolder, renew } from './founding.js';
export { eventId } from './ids.js';
export { expand, type ImportOptions, importRecord } from './import.js';
export { entriesOf, LIST_FILES, type ListFile, writeListFile } from './list-files.js';
export { writeJson } from './list-json.js';
export type { ControlsJson } from './lists.js';
export { watchLog } from './log-watch.js';
export { type Mended, mendedBy } from './mended.js';
export { FactsChanged } from './mistaken.js';
export { collectOwnEntries } from './own.js';
export { checkpointOf, Proofs } from './proofs.js';
export { REGISTERS, type Register } from './registers.js';
export { type Published, publish, RELEASES, readPublished, readReleasesOf, releaseAt, unreleased } from './releases.js';
export { type RecordSettings, RunningRecord } from './runtime.js';
export { type Environment, InvalidSetting, readSetting, readSettings, SETTINGS, type Settings } from './settings.js';
export { Abandoned, asker, Overloaded, Turns, WORK } from './turns.js';
export { type Verdict, type Verifying, verifyFiles, verifyLog } from './verify.js';
export { RECORD_LICENSE, VERSION } from './version.js';
export { type Supposition, whatIf } from './what-if.js';
