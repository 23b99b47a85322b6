import { createHash, createHmac, randomBytes } from 'node:crypto';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** 36 digits to 32 or more characters are more than 160 bits: 40 of them are 206. */
const LENGTH = 40;

/** Returns random letters and digits, each as likely as the others. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) for (const byte of randomBytes(length)) if (byte < 252 && text.length < length) text += DIGITS[byte % 36];
  return text;
}

/** Returns a new key: `ifk_` and 40 random letters and digits. */
export const newKey = (): string => `ifk_${randomText(LENGTH)}`;

/** Returns the SHA-256 of a text, in hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Returns the secret that signs what a watch is told, by the Standard Webhooks specification: derived anew each time, and stored nowhere. */
export const webhookSecret = (secret: string, watch: string, rotation: number): string =>
  `whsec_${createHmac('sha256', secret).update(`${watch} ${rotation}`).digest('base64')}`;
