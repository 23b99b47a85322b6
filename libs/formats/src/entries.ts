import {
  CATALOG,
  type Confidence,
  type Day,
  definitionOf,
  type Event,
  type EventType,
  type Instrument,
  isMending,
  type MeasureId,
  type Quote,
  Region,
  Slug,
  type Source,
  subjectOf,
  UnreadableEvent,
  upcast,
} from '@in-force/events';
import { type Fault, type Hints, nearest, readRecordable } from '@in-force/words';
import type { z } from 'zod';
import { Common, type Head } from './entries.schema.js';
import { excessIn, type PlacedProblem, spoiltTexts } from './texts.js';

/** One entry of a file: one event type, for one or more measures or for another subject. */
export type Entry = Event & {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** For `measure.*`: one event for each. Undefined: the instrument's own. */
  readonly measures?: readonly MeasureId[] | undefined;
  /** For other subjects: which one. */
  readonly of?: string | undefined;
  readonly track?: string | undefined;
  readonly publishedOn: Day;
  readonly sources: readonly Source[];
  readonly instrument?: Instrument | undefined;
  readonly summary?: string | undefined;
  readonly note?: string | undefined;
  readonly confidence?: Confidence | undefined;
};

/** Any UUID: stands for the reference to an entry while the rest of the data is checked. */
const SOME_EVENT = '00000000-0000-4000-8000-000000000000';

/** Reads one entry, or says what is wrong with it. References to other entries are left as they stand. */
export function readEntry(value: unknown, head: Omit<Head, 'entries'>, hints: Hints): Omit<Entry, 'file' | 'line'> | PlacedProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ path: [], message: 'An entry must be a map with an id and one event type.' }];
  const excess = excessIn(value);
  if (excess) return [excess];
  const types = Object.keys(value).filter((key) => key.includes('.'));
  const [type] = types;
  if (type === undefined || types.length > 1)
    return [{ path: types.slice(1, 2), message: 'An entry must have one event type, such as measure.suspended, as a key.' }];
  const definition = definitionOf(type);
  if (!definition) return [{ path: [type], message: unknownType(type, hints) }];
  const { [type]: data, ...rest } = value as Record<string, unknown>;
  const referring = typeof data === 'object' && data !== null && typeof (data as { event?: unknown }).event === 'string';
  const read = readRecordable(definition.schema, withReplacementSpelled(type, referring ? { ...data, event: SOME_EVENT } : data), hints);
  const common = readRecordable(Common, rest, hints);
  const cites = readRecordable(Common.shape.sources, rest.sources, NO_HINTS);
  const sources = (cites.data ?? []).map((source, index) => ('key' in source ? cited(source, head.sources ?? {}, index) : source));
  const problems: PlacedProblem[] = [
    ...spoiltTexts(value),
    ...(read.faults ? placed(read.faults, [type]) : replacing(type, read.data)),
    ...(common.faults ? placed(common.faults, []) : naming(type as EventType, read.data, common.data)),
    ...sources.filter((source) => 'path' in source),
  ];
  const instrument = common.data?.instrument ?? head.instrument;
  if (type.startsWith('measure.') && rest.measures === undefined && !instrument)
    problems.push({ path: ['measures'], message: 'Name the measures, or the instrument at the head of the file.' });
  if (common.faults || read.faults || problems.length > 0) return problems;
  return {
    ...common.data,
    type: type as EventType,
    data: referring ? { ...(read.data as object), event: (data as { event: string }).event } : read.data,
    sources: sources as Source[],
    instrument,
    track: head.negotiation?.id,
  } as Omit<Entry, 'file' | 'line'>;
}

function cited(
  { key, supports, quote }: { key: string; supports?: string | undefined; quote?: Quote | undefined },
  sources: NonNullable<Head['sources']>,
  index: number,
): Source | PlacedProblem {
  const source = Object.hasOwn(sources, key) ? sources[key] : undefined;
  if (!source) return { path: ['sources', index, 'key'], message: `No source "${key}" under sources at the head of the file.` };
  return { ...source, ...(quote && { quote }), ...(supports && { supports }) };
}

/** Returns what is wrong with saying which subject an entry is about. A field that would be passed over in silence is a mistake. */
function naming(type: EventType, data: unknown, { measures, of }: z.infer<typeof Common>): PlacedProblem[] {
  const subject = subjectOf(type);
  const problems: PlacedProblem[] = [];
  if (measures && subject !== 'measure')
    problems.push({ path: ['measures'], message: `measures is for events of measures; ${type} takes its measures from its data.` });
  if (of === undefined) return problems;
  if (subject === 'measure') problems.push({ path: ['of'], message: 'of is for other subjects; name the measures under measures.' });
  else if (isMending({ type })) problems.push({ path: ['of'], message: `${type} goes where the event is that it names; leave of out.` });
  else if (type === 'record.checked' && of !== (data as { issuer?: unknown } | null)?.issuer)
    problems.push({ path: ['of'], message: 'of must be the issuer; leave it out.' });
  else if (subject !== 'record') {
    const { faults } = readRecordable<z.ZodType>(subject === 'licensing' ? Region : Slug, of);
    if (faults) problems.push(...placed(faults, ['of']));
  }
  return problems;
}

/** Returns what is wrong with the replacement in a correction: it must fit the schema of its own type. */
function replacing(type: string, data: unknown): PlacedProblem[] {
  if (type !== 'record.corrected') return [];
  const { replacement } = data as Extract<Event, { type: 'record.corrected' }>['data'];
  const at = [type, 'replacement'];
  const definition = definitionOf(replacement.type);
  if (!definition) return [{ path: [...at, 'type'], message: `Unknown event type "${replacement.type}".` }];
  if (replacement.version === definition.version) {
    const { faults } = readRecordable(definition.schema, replacement.data);
    return faults ? placed(faults, [...at, 'data']) : [];
  }
  try {
    upcast(replacement.type, replacement.version, replacement.data);
    return [];
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    return [{ path: [...at, 'version'], message: error.message }];
  }
}

/** Returns the data of a correction with its replacement as the schema of its own type spells it, where that reads it; any other as it is. */
function withReplacementSpelled(type: string, data: unknown): unknown {
  if (type !== 'record.corrected') return data;
  const { replacement } = data as {
    readonly replacement?: { readonly type?: unknown; readonly version?: unknown; readonly data?: unknown };
  };
  const definition = definitionOf(String(replacement?.type));
  if (!definition || replacement?.version !== definition.version) return data;
  const read = readRecordable(definition.schema, replacement.data, NO_HINTS);
  return read.faults ? data : { ...(data as object), replacement: { ...replacement, data: read.data } };
}

const NO_HINTS: Hints = { left: 0 };

function unknownType(type: string, hints: Hints): string {
  const near = hints.left-- > 0 ? nearest(type, TYPES) : [];
  return `Unknown event type "${type}".${near.length > 0 ? ` Near: ${near.join(', ')}.` : ''}`;
}

const TYPES = CATALOG.map(({ type }) => [type.replace(/[.-]/g, ' '), type] as const);

/** Returns faults with the place of each; an unknown key is placed where it stands. */
export const placed = (faults: readonly Fault[], at: readonly PropertyKey[]): PlacedProblem[] =>
  faults.map(({ path, why, unknown }) => {
    const place = [...at, ...path];
    return { path: place, message: unknown ? `Unknown field "${unknown[0]}".` : `${place.join('.') || 'entry'}: ${why}` };
  });
