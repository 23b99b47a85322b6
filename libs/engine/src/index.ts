export { LogUnreachable, RevisionConflict } from '@in-force/event-log';
export {
  Answers,
  type ControlsJson,
  digestOf,
  type ExplainJson,
  type InstrumentJson,
  type MeasureJson,
  type Sealed,
} from './answers.js';
export { CITATIONS, type CitationType, citationIn, citedAs, publicBase } from './citing.js';
export { type Act, Engine, type Recording, type RecordOptions } from './engine.js';
export { EngineModule } from './engine.module.js';
export { EXPORT_FORMATS, type ExportFormat, exported, exportedSpans, type Manifest, measured, written } from './export.js';
export { Follower, type Projection, type Standing } from './follower.js';
export { FOUNDING_RECORD, isCompared, loadFoundingRecord, noteCompared, readFounding, readRecordFolder, renewed } from './founding.js';
export { eventId } from './ids.js';
export { expand, type ImportOptions, importRecord } from './import.js';
export { type Mended, mendedBy } from './mended.js';
export { FactsChanged } from './mistaken.js';
export { ownEntries } from './own.js';
export { type RecordSettings, RunningRecord, snapshotsFor } from './record.js';
export { REGISTERS, type Register } from './registers.js';
export { type Supposition, whatIf } from './what-if.js';
