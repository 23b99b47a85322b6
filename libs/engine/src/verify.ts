import { AlteredEvent, type EventLog, type TreeHead, verifyConsistency, verifyInclusion } from '@in-force/event-log';
import type { Stored } from '@in-force/events';
import { EventChain } from './chain.js';
import { citedLink } from './cited.js';
import type { Published } from './releases.js';
import { type Finding, positionOf, verifyAgainst, verifyAlone, Witness, wrong } from './verify-answer.js';
import { type Json, readExport, type Taken, takeFile } from './verify-files.js';

/** What was found of a file, or of a log. */
export interface Verdict extends Finding {
  readonly of: string;
}

export interface Verifying {
  /** The published record, which events at hand may begin with. */
  readonly published: Published;
  /** Whose signatures count, as C2SP writes keys; none: signatures are not checked. */
  readonly keys: readonly string[];
  readonly now: string;
}

/** Checks files without asking anybody: exports with their checkpoints, answers, proofs, and texts with citations in them. */
export async function verifyFiles(files: readonly string[], { published, keys, now }: Verifying): Promise<readonly Verdict[]> {
  const taken = new Map<string, Taken>();
  for (const file of files) taken.set(file, await takeFile(file, keys));
  const wanted = new Set([...taken.values()].flatMap(sizesIn));
  const leaves = published.events.map(({ leaf }) => leaf);
  const verdicts = new Map<string, Verdict>();
  const chains: { name: string; events: Stored[]; chain: EventChain }[] = [];
  const keep = [...taken.values()].some(({ as }) => as === 'answer' || as === 'citation');
  for (const [file] of [...taken].filter(([, { as }]) => as === 'export')) {
    const chain = new EventChain(wanted, leaves);
    const events: Stored[] = [];
    const torn = await readExport(file, (event, line) => {
      chain.take(event, `line ${line}`);
      if (keep) events.push(event);
    });
    const fault = torn ?? (chain.fault && `${chain.fault.place}: ${chain.fault.what}`);
    verdicts.set(file, { of: file, ...(fault === null ? whole(chain) : wrong(`${fault} ${agreed(chain, taken)}`.trim())) });
    if (fault === null) chains.push({ name: file, events, chain });
  }
  if (![...taken.values()].some(({ as }) => as === 'export') && published.events.length > 0) {
    const chain = new EventChain(wanted);
    for (const event of published.events) chain.take(event, '');
    chains.push({ name: `release ${published.releases.at(-1)?.name}`, events: [...published.events], chain });
  }
  const witnesses = chains.map(({ name, events, chain }) => new Witness({ name, events, headAt: chain.headAt }, now));
  for (const [file, one] of taken) if (!verdicts.has(file)) verdicts.set(file, { of: file, ...(await found(one, chains, witnesses, now)) });
  return files.map((file) => verdicts.get(file) as Verdict);
}

/** Checks a whole log, against checkpoints that were kept, and against the published record where it begins with that. */
export async function verifyLog(
  log: EventLog,
  checkpoints: readonly string[],
  { published, keys }: Verifying,
): Promise<readonly Verdict[]> {
  const taken = new Map<string, Taken>();
  for (const file of checkpoints) taken.set(file, await takeFile(file, keys));
  const chain = new EventChain(
    [...taken.values()].flatMap(sizesIn),
    published.events.map(({ leaf }) => leaf),
  );
  const { position } = await log.head();
  let says: string | null = null;
  try {
    for await (const event of log.stored(0, position)) chain.take(event, `event ${event.position}`);
    says = chain.fault && `${chain.fault.what} Keep this log as it is, and restore a backup or another copy.`;
  } catch (error) {
    if (!(error instanceof AlteredEvent)) throw error;
    says = error.message;
  }
  const verdict: Verdict = { of: 'log', ...(says === null ? whole(chain) : wrong(`${says} ${agreed(chain, taken)}`.trim())) };
  const chains = says === null ? [{ name: 'this log', chain }] : [];
  const others = await Promise.all([...taken].map(async ([of, one]) => ({ of, ...(await found(one, chains, [], '')) })));
  return [verdict, ...others];
}

const whole = ({ size, head }: EventChain): Finding => ({
  sound: true,
  says: `${size} events, none of them altered, missing, doubled or out of order; head ${head}.`,
});

/** Returns how far what was read agrees with a checkpoint: whatever is wrong came later. */
function agreed(chain: EventChain, taken: ReadonlyMap<string, Taken>): string {
  const sizes = [...taken.values()].flatMap((one) =>
    one.as === 'checkpoint' && chain.headAt(one.head.size) === one.head.head ? [one.head.size] : [],
  );
  return sizes.length > 0 ? `Up to event ${Math.max(...sizes)} it agrees with a checkpoint.` : '';
}

async function found(
  one: Taken,
  chains: readonly { readonly name: string; readonly chain: EventChain }[],
  witnesses: readonly Witness[],
  now: string,
): Promise<Finding> {
  switch (one.as) {
    case 'checkpoint':
      return heldAgainst(one.head, one.signed, chains);
    case 'proof':
      return proven(one.proof);
    case 'citation': {
      const findings: Finding[] = [];
      for (const link of one.links) findings.push(await cited(link, null, witnesses));
      return findings.find(({ sound }) => sound !== true) ?? (findings[0] as Finding);
    }
    case 'answer': {
      const alone = verifyAlone(one.answer, now);
      return alone ?? (await cited(one.answer.cite, one.answer, witnesses));
    }
    case 'wrong':
      return wrong(one.says);
    case 'export':
      return wrong('It was read already.');
  }
}

async function cited(link: string, answer: Json | null, witnesses: readonly Witness[]): Promise<Finding> {
  const parts = citedLink(link);
  if (!parts) return wrong(`${link} is no link of a citation.`);
  const alone = answer ? 'Its digest is that of its facts. ' : '';
  let last: Finding = { sound: answer ? true : null, says: `${alone}To make it again, add an export of the record.` };
  for (const witness of witnesses) {
    const finding = await verifyAgainst(witness, parts, answer);
    last = finding.sound === null ? { sound: answer ? true : null, says: `${alone}${finding.says}` } : finding;
    if (last.sound !== null && finding.sound !== null) return last;
  }
  return last;
}

function heldAgainst(
  { size, head }: TreeHead,
  signed: string,
  chains: readonly { readonly name: string; readonly chain: EventChain }[],
): Finding {
  const reached = chains.filter(({ chain }) => chain.headAt(size) !== undefined);
  const [other] = reached.filter(({ chain }) => chain.headAt(size) !== head);
  if (other)
    return wrong(
      `${other.name} has another head at event ${size}, ${other.chain.headAt(size)}: events up to there were rewritten, or this is of another record. ${signed}`,
    );
  const [same] = reached;
  if (same) return { sound: true, says: `${same.name} has this head at event ${size}. ${signed}` };
  const [longest] = chains;
  return longest
    ? wrong(
        `It is of ${size} events, and ${longest.name} ends at event ${longest.chain.size}: the last were dropped, or come later. ${signed}`,
      )
    : { sound: null, says: `Nothing here reaches event ${size}, so that it could be held against it. ${signed}` };
}

/** Checks a proof as the API gives it. */
function proven(proof: Json): Finding {
  const path = proof.proof as string[];
  if (typeof proof.leaf === 'string') {
    const { leaf, index, size, head } = proof as unknown as Parameters<typeof verifyInclusion>[0];
    return verifyInclusion({ leaf, index, size, head }, path)
      ? { sound: true, says: `The event with leaf hash ${leaf} is event ${index + 1} of ${size} under the head ${head}.` }
      : wrong('This proof does not lead from the event to the head.');
  }
  const { from, to } = proof as { readonly from?: TreeHead; readonly to?: TreeHead };
  return from && to && verifyConsistency({ from: from.size, fromHead: from.head, to: to.size, toHead: to.head }, path)
    ? { sound: true, says: `The record of ${from.size} events is the beginning of that of ${to.size}.` }
    : wrong('This proof does not lead from the one head to the other.');
}

/** Returns the sizes whose heads have to be known. */
function sizesIn(one: Taken): number[] {
  if (one.as === 'checkpoint') return [one.head.size];
  const links = one.as === 'citation' ? one.links : one.as === 'answer' ? [one.answer.cite] : [];
  return links.flatMap((link) => {
    const parts = citedLink(link);
    return parts ? [positionOf(parts)] : [];
  });
}
