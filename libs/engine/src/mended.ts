import type { Recorded } from '@in-force/events';

/** What became of an event: the corrections that gave it another form, in order, and the retraction that took it out. */
export interface Mended {
  readonly correctedBy: readonly string[];
  readonly retractedBy: string | null;
}

/**
 * Finds what the other events of its stream did to an event. A correction that a later one of the same event replaced is corrected by
 * that, and whatever corrects a retracted event is retracted with it.
 */
export function mendedBy(stream: readonly Recorded[], id: string): Mended {
  const retractions = new Map<string, string>();
  const retracted = (event: string) => retractions.has(event);
  for (const event of stream.toReversed())
    if (event.type === 'record.retracted' && !retracted(event.id) && !retracted(event.data.event))
      retractions.set(event.data.event, event.id);
  const corrections = new Map<string, string>();
  const corrects = new Map<string, string>();
  for (const event of stream) {
    if (event.type !== 'record.corrected') continue;
    corrects.set(event.id, event.data.event);
    if (!retracted(event.id)) corrections.set(event.data.event, event.id);
  }
  let retractedBy: string | null = null;
  for (let at: string | undefined = id; at !== undefined && retractedBy === null; at = corrects.get(at))
    retractedBy = retractions.get(at) ?? null;
  const correctedBy: string[] = [];
  const instead = corrections.get(corrects.get(id) ?? '');
  const first = corrections.get(id) ?? (instead === id ? undefined : instead);
  for (let next = first; next !== undefined; next = corrections.get(next)) correctedBy.push(next);
  return { correctedBy, retractedBy };
}
