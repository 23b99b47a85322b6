/** What is to be known of a mark: its lane, its days, and what it was kept by. */
interface Placed {
  readonly lane: number;
  readonly from: string;
  readonly to: string;
  readonly kept: unknown;
}

/** How near two marks on a lane cover each other, as a part of the picture. */
const COVERED = 0.003;

/**
 * Returns the marks of which something is seen in a picture of some width: of those that lie upon each other the first, and all that were
 * kept. They are the same wherever the picture is moved to.
 */
export function apart<Mark extends Placed>(marks: readonly Mark[], at: (day: string) => number, width: number): readonly Mark[] {
  const near = width * COVERED;
  const taken = new Set<string>();
  return marks.filter(({ lane, from, to, kept }) => {
    const place = `${lane} ${Math.floor(at(from) / near)}`;
    const seen = kept !== null || at(to) - at(from) > near || !taken.has(place);
    if (seen) taken.add(place);
    return seen;
  });
}
