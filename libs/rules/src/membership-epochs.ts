import { BLOCS, type ExactDay, isBloc, membershipChanges, type Parts, partitionPoint, type Region } from '@in-force/events';

/** The days on which any bloc's members changed, in order, after one that lies before all of them. */
export const EPOCHS: readonly ExactDay[] = ['0000-01-01', ...[...new Set(BLOCS.flatMap(membershipChanges))].sort()];

/** Returns which of the epochs a day lies in: within one, no bloc gains or loses a member. */
export const epochOf = (day: ExactDay): number => partitionPoint(1, EPOCHS.length, (epoch) => (EPOCHS[epoch] as ExactDay) <= day) - 1;

/** Returns whether the countries of an issuer's words change as blocs do: it is a bloc, or they name one. */
export const isDated = (issuer: Region, ...words: readonly Pick<Parts, 'regions' | 'except'>[]): boolean =>
  isBloc(issuer) || words.some(({ regions = [], except = [] }) => regions.some(isBloc) || except.some(isBloc));
