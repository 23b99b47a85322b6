import { dayAfter, type ExactDay, formOf, lastDayOf, type Recorded, type Source } from '@in-force/events';

/**
 * Returns the days beside those of publication on which more is shown of what is said once `knownOn` reaches them: the day after a promise
 * was due, and those on which sources of readings became public, in any form of them. More than needed does no harm.
 */
export function knowledgeDays(said: readonly Recorded[]): readonly ExactDay[] {
  return said.flatMap((event) => {
    const form = formOf(event);
    const { due, readings } = form.data as { readonly due?: string; readonly readings?: unknown };
    const days = due === undefined ? [] : [dayAfter(lastDayOf(due))];
    if (readings === undefined) return days;
    const sources: readonly Source[] = form.sources ?? event.sources;
    const own = [event.recordedAt.slice(0, 10), lastDayOf(form.publishedOn ?? event.publishedOn)];
    return [...days, ...own, ...sources.flatMap(({ published }) => (published === null ? [] : [lastDayOf(published)]))];
  });
}
