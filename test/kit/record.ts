import { ControlsInForce, type MeasureAnswer, PARAMETERS, parseQuestion } from '@in-force/answers';
import { leafOf } from '@in-force/event-log';
import {
  definitionOf,
  draftOf,
  type Envelope,
  type Event,
  encode,
  type Instant,
  type Recorded,
  type Scope,
  type Source,
  type Stored,
  streamOf,
} from '@in-force/events';
import { EventIndex } from '@in-force/index';
import { type Clocks, RecordView, type Supposed } from '@in-force/rules';

/** The instant at which every test asks, unless it says otherwise. */
export const NOW: Instant = '2026-11-23T12:00:00.000Z';

export const SOURCE: Source = {
  publisher: 'The Gazette',
  title: 'A page',
  url: 'https://example.org/page',
  published: '2025-01-01',
  reliability: 'official',
};

/** An id that a test can name: the same label gives the same UUID, and labels order as their ids do. */
export const uuid = (label: string): string =>
  `00000000-0000-4000-8000-${[...label.slice(0, 6)]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .padEnd(12, '0')}`;

/** What a test says happened; `as` labels its id. */
export type Said = Event & Partial<Omit<Envelope, 'id'>> & { readonly stream: string; readonly as?: string; readonly recordedAt?: Instant };

/** The acts as a log would hold them: in the order given, one second apart unless they say when. */
export function record(acts: readonly Said[]): Recorded[] {
  const revisions = new Map<string, number>();
  return acts.map(({ as, stream, recordedAt, type, data, ...envelope }, index) => {
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const position = index + 1;
    const id = uuid(as ?? `e${String(position).padStart(4, '0')}`);
    const meta = { publishedOn: '2025-01-01', sources: [SOURCE], correlation: 'test', causation: null, ...envelope };
    const at = recordedAt ?? new Date(Date.parse('2026-01-01T00:00:00Z') + position * 1000).toISOString();
    const leaf = leafOf({ id, type, version: definitionOf(type)?.version ?? 1, data, meta, stream, revision, recordedAt: at });
    return { id, ...meta, type, data, stream, revision, position, recordedAt: at, leaf } as Recorded;
  });
}

/** A recorded event as a log of today keeps it. */
export function storedOf(recorded: Recorded): Stored {
  const { stream, revision, position, recordedAt } = recorded;
  const event = { ...encode(draftOf(recorded)), stream, revision, recordedAt };
  return { ...event, position, leaf: leafOf(event) };
}

/** The controls that these acts make. */
export function controlsOf(acts: readonly Said[]): ControlsInForce {
  const controls = new ControlsInForce();
  for (const event of record(acts)) controls.apply(event);
  return controls;
}

const asked = new WeakMap<readonly Said[], ControlsInForce>();

/** Asks about one measure, as a URL would. What the acts make is made once for all questions to the same list of them. */
export function ask(acts: readonly Said[], id: string, parameters: Readonly<Record<string, string>>): MeasureAnswer {
  const controls = asked.get(acts) ?? controlsOf(acts);
  asked.set(acts, controls);
  return controls.measure(id, parseQuestion(parameters, NOW, PARAMETERS.measure));
}

/** What the rules see of these acts at some clocks; all of them, unless it says otherwise. */
export function viewOf(acts: readonly Said[], clocks: Partial<Clocks> = {}, supposed: Supposed = {}): RecordView {
  const events = new EventIndex();
  for (const event of record(acts)) events.apply(event);
  return new RecordView(events, { position: events.position, knownOn: null, ...clocks }, supposed);
}

type Rest = Partial<Omit<Envelope, 'id'>> & { readonly as?: string; readonly recordedAt?: Instant };

export const MEASURE = 'cn-test-1';
const stream = streamOf('measure', MEASURE);

/** All goods to every other country. */
const WORLD: Scope = { regions: ['world'], items: 'all' };

type Data<Type extends Event['type']> = Extract<Event, { type: Type }>['data'];

/** The acts of one measure, in the words of the language. */
export const announced = (
  publishedOn: string,
  data: Partial<Data<'measure.announced'>> = {},
  rest: Rest & { readonly stream?: string } = {},
): Said => ({
  stream,
  type: 'measure.announced',
  publishedOn,
  data: { title: 'A measure', kind: 'export-licence', issuer: 'CN', scope: WORLD, firstDay: publishedOn, ...data },
  ...rest,
});
export const suspended = (publishedOn: string, data: Data<'measure.suspended'>, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.suspended',
  publishedOn,
  data,
  ...rest,
});
export const extended = (publishedOn: string, data: Data<'measure.suspension-extended'>, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.suspension-extended',
  publishedOn,
  data,
  ...rest,
});
export const resumed = (publishedOn: string, data: Data<'measure.resumed'>, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.resumed',
  publishedOn,
  data,
  ...rest,
});
export const revoked = (publishedOn: string, from: string, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.revoked',
  publishedOn,
  data: { from },
  ...rest,
});
export const expired = (publishedOn: string, on: string, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.expired',
  publishedOn,
  data: { on },
  ...rest,
});
export const tookEffect = (publishedOn: string, on: string, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.took-effect',
  publishedOn,
  data: { on },
  ...rest,
});
export const amended = (publishedOn: string, data: Data<'measure.amended'>, rest: Rest = {}): Said => ({
  stream,
  type: 'measure.amended',
  publishedOn,
  data,
  ...rest,
});
export const corrected = (event: string, replacement: Omit<Data<'record.corrected'>['replacement'], 'version'>, rest: Rest = {}): Said => ({
  stream,
  type: 'record.corrected',
  publishedOn: '2026-06-01',
  data: { event: uuid(event), replacement: { version: 1, ...replacement }, reason: 'We had it wrong.' },
  ...rest,
});
export const retracted = (event: string, rest: Rest = {}): Said => ({
  stream,
  type: 'record.retracted',
  publishedOn: '2026-06-01',
  data: { event: uuid(event), reason: 'It never happened.' },
  ...rest,
});

/** Somebody read the issuer's publications. */
export const checked = (through: string, data: Partial<Data<'record.checked'>> = {}, rest: Rest = {}): Said => ({
  stream: streamOf('record', data.issuer ?? 'CN'),
  type: 'record.checked',
  publishedOn: through,
  data: { issuer: 'CN', through, found: 'nothing new.', ...data },
  ...rest,
});

const stated = (publishedOn: string, data: Partial<Data<'statement.made'>>, rest: Rest = {}): Said => ({
  stream: streamOf('statement', rest.as?.toLowerCase() ?? publishedOn),
  type: 'statement.made',
  publishedOn,
  data: { title: 'Words', party: 'US', speaker: 'A spokesperson', text: 'Words.', about: [MEASURE], ...data },
  ...rest,
});
export const reading = (
  publishedOn: string,
  reads: 'in-force' | 'suspended' | 'removed' | 'unclear',
  regions = ['world'],
  party = 'US',
): Said =>
  stated(
    publishedOn,
    { party, readings: [{ regions, measures: [MEASURE], reads }] },
    { as: `${party}${publishedOn.slice(-5, -3)}${publishedOn.slice(-2)}` },
  );

export const promised = (publishedOn: string, rest: Rest & { readonly due?: string } = {}): Said => {
  const { due, ...envelope } = rest;
  return {
    stream: 'commitment-promise',
    type: 'commitment.made',
    publishedOn,
    data: { party: 'CN', speaker: 'The ministry', text: 'It will be suspended.', about: [MEASURE], ...(due ? { due } : {}) },
    ...envelope,
  };
};
export const fulfilled = (publishedOn: string, rest: Rest = {}): Said => ({
  stream: 'commitment-promise',
  type: 'commitment.fulfilled',
  publishedOn,
  data: { act: 'cn-test-2' },
  ...rest,
});
export const facilitated = (publishedOn: string, data: Partial<Data<'facilitation.opened'>> = {}): Said => ({
  stream: 'facilitation-channel',
  type: 'facilitation.opened',
  publishedOn,
  data: { title: 'A channel', kind: 'special-channel', regions: ['EU'], about: [MEASURE], from: publishedOn, text: 'Faster.', ...data },
});
