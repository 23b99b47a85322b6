import { isDeepStrictEqual } from 'node:util';
import { InvalidRequest, RULES, Unknown } from '@in-force/answers';
import { type Hash, MemoryLog } from '@in-force/event-log';
import type { Stored } from '@in-force/events';
import { Answers } from './answers.js';
import { factsOf, type Sealed } from './citations.js';
import { answerTo, askedBy, type CitedLink, citedLink } from './cited.js';
import { digestOfParts, partsOf } from './digest.js';
import { FactsChanged } from './mistaken.js';
import { RunningRecord } from './runtime.js';

/** What was found: true where what is claimed was shown, false where something is wrong, null where nothing at hand can tell. */
export interface Finding {
  readonly sound: boolean | null;
  readonly says: string;
}

export const wrong = (says: string): Finding => ({ sound: false, says });

/** The events at hand, to hold answers against. */
export interface Evidence {
  /** What they are called. */
  readonly name: string;
  readonly events: readonly Stored[];
  headAt(position: number): Hash | undefined;
}

/** Gives the answers of events at hand, whenever they are asked now. */
export class Witness {
  #answers: Promise<Answers> | null = null;

  constructor(
    readonly evidence: Evidence,
    readonly now: string,
  ) {}

  answers = (): Promise<Answers> => (this.#answers ??= this.#open());

  async #open(): Promise<Answers> {
    const now = () => this.now;
    const log = new MemoryLog(now);
    await log.restore(this.evidence.events);
    const { engine, controls } = await RunningRecord.open(log, { now, snapshots: null, tell: () => undefined });
    return new Answers(engine, controls);
  }
}

/** What `why --json` adds to an answer about one measure from another one. */
const ADDED = ['expect', 'holds', 'derivation', 'flips'];

/** Checks an answer by its own citation: that its digest is that of its facts, and that the link asks what it answers. */
export function verifyAlone(answer: Sealed & Readonly<Record<string, unknown>>, now: string): Finding | null {
  const cited = citedLink(answer.cite);
  if (!cited) return wrong('Its cite is no link of a citation.');
  const { parameters, kind, id } = cited;
  const { facts = '', log } = parameters;
  if (facts.startsWith('sha256-')) return { sound: null, says: 'It has a digest of an earlier form, which cannot be made again.' };
  const own = kind === 'measures' ? Object.fromEntries(Object.entries(answer).filter(([name]) => !ADDED.includes(name))) : answer;
  const digest = digestOfParts(partsOf(own));
  if (digest !== facts) return wrong(`Its facts were altered, or its citation was: they give ${digest}, and it names ${facts}.`);
  if (log !== answer.log.id) return wrong(`Its citation names the head ${log}, and the answer ${answer.log.id}.`);
  if (kind !== 'diff' && parameters.recordedAt !== answer.log.position)
    return wrong(`Its citation names position ${parameters.recordedAt}, and the answer ${answer.log.position}.`);
  if (id !== null && answer.id !== id) return wrong(`Its citation names ${id}, and the answer ${String(answer.id)}.`);
  try {
    const link = askedBy(cited, now) as Readonly<Record<string, unknown>>;
    const asked = answer.asked as Readonly<Record<string, unknown>>;
    const other = Object.keys(asked).find((name) => !isDeepStrictEqual(asked[name], plain(link[name])));
    if (other !== undefined) return wrong(`Its citation asks another ${other} than it answers.`);
  } catch (error) {
    if (error instanceof InvalidRequest || error instanceof Unknown) return wrong(`Its citation asks no question: ${error.message}`);
    throw error;
  }
  return null;
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** Answers the question of a citation from events at hand, and holds the answer against it where there is one. */
export async function verifyAgainst(
  witness: Witness,
  cited: CitedLink,
  answer: Readonly<Record<string, unknown>> | null,
): Promise<Finding> {
  const { name, headAt } = witness.evidence;
  const { log = '', facts = '' } = cited.parameters;
  const position = positionOf(cited);
  const head = headAt(position);
  if (head === undefined) return { sound: null, says: `It is of position ${position}, which ${name} does not reach.` };
  if (head !== log) return wrong(`Its record is another one: at position ${position}, ${name} has the head ${head}, and it names ${log}.`);
  if (answer && answer.rules !== RULES)
    return {
      sound: null,
      says: `It was made by rules ${String(answer.rules)}; this program has rules ${RULES}, and cannot make it again.`,
    };
  const answers = await witness.answers();
  let found: Sealed;
  try {
    found = await answerTo(answers, cited, witness.now);
  } catch (error) {
    if (error instanceof FactsChanged) return wrong(`The events of ${name} give other facts: ${error.now}, and it names ${facts}.`);
    if (error instanceof InvalidRequest || error instanceof Unknown) return wrong(error.message);
    throw error;
  }
  const other = answer && (await differing(answer, found, answers, cited, witness.now));
  if (other) return wrong(`The events of ${name} give another answer: "${other}" differs.`);
  return { sound: true, says: `The ${position} events of ${name} give the same ${answer ? 'answer' : `facts, ${factsOf(found)}`}.` };
}

/** Returns the position that a citation is of: the later one, of a comparison. */
export const positionOf = ({ parameters }: CitedLink): number =>
  Math.max(
    ...['recordedAt', 'a.recordedAt', 'b.recordedAt'].flatMap((name) => (parameters[name] === undefined ? [] : [Number(parameters[name])])),
  );

/** Returns the first member in which an answer differs from the one that was found; null where it is the same, sentences too. */
async function differing(
  answer: Readonly<Record<string, unknown>>,
  found: Sealed,
  answers: Answers,
  cited: CitedLink,
  now: string,
): Promise<string | null> {
  const same = plain(found) as Readonly<Record<string, unknown>>;
  const links = (one: Readonly<Record<string, unknown>>) => ({
    ...one,
    cite: citedLink(String(one.cite))?.link,
    ...(typeof one.next === 'string' && { next: one.next.slice(one.next.lastIndexOf('/v1/')) }),
  });
  const added = cited.kind === 'measures' && 'derivation' in answer ? await explained(answers, cited, answer.expect, now) : {};
  const whole: Readonly<Record<string, unknown>> = { ...links(same), ...added };
  const given: Readonly<Record<string, unknown>> = links(answer);
  return [...new Set([...Object.keys(whole), ...Object.keys(given)])].find((name) => !isDeepStrictEqual(whole[name], given[name])) ?? null;
}

/** Returns what `why --json` shows beside a measure. */
async function explained(answers: Answers, cited: CitedLink, expect: unknown, now: string): Promise<object> {
  const { log: _, facts: __, ...parameters } = cited.parameters;
  const asked = { ...parameters, ...(typeof expect === 'string' && { expect }) };
  const { holds, derivation, flips } = plain(await answerTo(answers, { ...cited, kind: 'explain', parameters: asked }, now)) as Readonly<
    Record<string, unknown>
  >;
  return { expect: expect ?? null, holds, derivation, flips };
}
