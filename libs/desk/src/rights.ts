/** What a key may do. `admin` may all of it. */
export const RIGHTS = ['record', 'review', 'publish', 'watch', 'admin'] as const;
export type Right = (typeof RIGHTS)[number];

/** Who asks: the id and name of a key, or what stands for one, and what it may. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly may: readonly Right[];
}

/** Returns whether somebody may do something. */
export const mayDo = ({ may }: Pick<Holder, 'may'>, right: Right): boolean => may.includes(right) || may.includes('admin');
