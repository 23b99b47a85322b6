import { compareIds, isMending, lastDayOf, type MeasureId, streamOf } from '@in-force/events';
import { gather, type RecordView, type Steps, sortInSteps } from '@in-force/rules';
import { onItsDay } from './at-seats.js';
import { type Cause, causeOf } from './cause.js';
import { type Control, control } from './control.js';
import type { Change, Difference } from './diff.schema.js';
import { InvalidRequest } from './errors.js';
import { happened } from './happened.js';
import type { Question } from './question.js';

/** One side of a comparison: a question, and what the record shows at its clocks. */
export interface Side {
  readonly known: RecordView;
  readonly question: Question;
  readonly controls: readonly Control[];
}

/** How many differences are told at the most. */
export const MOST_DIFFERENCES = 2_000;

/**
 * Returns every measure of which two answers say something else, with the cause of each.
 *
 * @throws {InvalidRequest} where those are more than are told.
 */
export function* listDifferences(a: Side, b: Side): Steps<Difference[]> {
  const sides = [a, b].map(({ controls }) => new Map(controls.map((control) => [control.id, control]))) as [
    Map<string, Control>,
    Map<string, Control>,
  ];
  const ids = yield* sortInSteps([...new Set(sides.flatMap((side) => [...side.keys()]))], compareIds);
  let told = 0;
  return yield* gather(ids, (id): Difference[] => {
    const [before, after] = [sides[0].get(id) ?? null, sides[1].get(id) ?? null];
    // A measure that one answer does not list still has facts there: they tell why it is not listed.
    const [was, is] = [before ?? shown(a, id), after ?? shown(b, id)];
    const changes = changed(was, is);
    const how = before === null ? 'entered' : after === null ? 'left' : 'changed';
    if (how === 'changed' && changes.length === 0) return [];
    if (++told > MOST_DIFFERENCES) throw new InvalidRequest([{ pointer: '', detail: TOO_MANY }]);
    const events = unseen(id, a, b, was, is);
    const cause = MOVED.find((one) => events.some((event) => event.cause === one)) ?? otherwise(a, b);
    return [{ measure: id, title: is.title ?? was.title, how, a: before && was.status, b: after && is.status, changes, cause, events }];
  });
}

const shown = ({ known, question }: Side, id: MeasureId): Control => control(known, id, onItsDay(known, id, question)).control;

const TOO_MANY = `More than ${MOST_DIFFERENCES} measures differ. Ask for fewer: by region, item, issuer, kind or status.`;

const MOVED: readonly Cause[] = ['world', 'knowledge'];

/** Returns the cause where no event on the measure tells: another day, or what was learned of other measures that its items hang on. */
function otherwise(a: Side, b: Side): Cause {
  if (a.question.on !== b.question.on || a.question.at !== b.question.at) return 'clock';
  if (a.known.clocks.position !== b.known.clocks.position) return 'knowledge';
  return a.known.clocks.knownOn === b.known.clocks.knownOn ? 'clock' : 'world';
}

/** Returns what an answer says of a measure, but for what names it and what it rests on. */
function changed(a: Control, b: Control): Change[] {
  const facts = Object.keys(a).filter((fact) => fact !== 'because' && fact !== 'asScheduled') as Change['fact'][];
  const said = (control: Control, fact: keyof Control) =>
    JSON.stringify(control[fact], (key, part) => (key === 'source' ? undefined : part)); // which source was public by when is no news of the measure
  return facts.filter((fact) => said(a, fact) !== said(b, fact)).map((fact) => ({ fact, a: a[fact], b: b[fact] }));
}

/** Returns the events that speak of a measure and that one side did not see, or saw in another form. */
function unseen(id: MeasureId, a: Side, b: Side, was: Control, is: Control): Difference['events'] {
  const behind = new Set([...was.because, ...is.because, ...spoken(was), ...spoken(is)]);
  const { record: facts } = a.known;
  const own = streamOf('measure', id);
  const streams = [
    own,
    ...facts.streamsAbout(id),
    ...[was, is]
      .flatMap(({ issuer, promised }) => [...(issuer ? [issuer] : []), ...(promised ?? []).map(({ party }) => party)])
      .map((issuer) => streamOf('record', issuer)),
  ];
  const found = [...new Set(streams)].flatMap((stream) => facts.stream(stream));
  return found.flatMap((event) => {
    const corrects = isMending(event);
    const recorded = [a, b].map(({ known }) => event.position <= known.clocks.position);
    const known = [a, b].map(
      ({ known: { clocks } }) =>
        clocks.knownOn === null || corrects || event.type === 'record.checked' || lastDayOf(event.publishedOn) <= clocks.knownOn,
    );
    const mends = corrects && recorded[0] !== recorded[1];
    // An act on the measure that one side did not see may move a day that its status does not rest on yet.
    if (!mends && !behind.has(event.id) && event.stream !== own) return [];
    const cause: Cause | null = recorded[0] !== recorded[1] ? causeOf(event) : known[0] !== known[1] ? 'world' : null;
    return cause ? [{ event: event.id, cause, text: happened(event) }] : [];
  });
}

const spoken = ({ contested, promised, facilitations }: Control): string[] =>
  [...(contested ?? []), ...(promised ?? []), ...(facilitations ?? [])].map(({ event }) => event);
