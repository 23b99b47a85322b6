import { createHash, timingSafeEqual } from 'node:crypto';

/** Returns the token of an `Authorization` header; empty where it bears none. */
export function bearerIn(authorization = ''): string {
  const [scheme = '', given = ''] = authorization.split(' ', 2);
  return scheme.toLowerCase() === 'bearer' ? given : '';
}

/** Returns whether a token is the one that is a setting, in a time that does not hang on how much of it is right. */
export const isToken = (given: string, token: string | null): boolean => token !== null && timingSafeEqual(digest(given), digest(token));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
