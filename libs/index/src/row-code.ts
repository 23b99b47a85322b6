/** The status of a span, as its rank in `ORDER`, and its facet, packed into one number: the rank in the lower bits. */
export type RowCode = number;

/** The bits of a rank: there are fewer than eight statuses. */
const RANK_BITS = 3;
const RANK_MASK = (1 << RANK_BITS) - 1;

export const rowCode = (rank: number, facet: number): RowCode => rank | (facet << RANK_BITS);
export const rankOf = (code: RowCode): number => code & RANK_MASK;
export const facetOf = (code: RowCode): number => code >> RANK_BITS;
