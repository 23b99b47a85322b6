import { readFileSync } from 'node:fs';
import { type Other, ROWS, type Setting, type Settings } from './setting-rows.data.js';

export type { Settings };

/** The environment of a process. A variable that is empty counts as left out. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings as a help text lists them: what each is for, and what holds where it is left out. */
export const SETTINGS = Object.values(ROWS).map((row: Setting<unknown>) => ({
  name: row.name,
  says: row.says,
  otherwise: row.otherwise ?? row.default ?? null,
  server: row.server ?? false,
}));

/** A setting cannot be used: which, and what to write. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
  constructor(readonly errors: readonly { readonly name: string; readonly detail: string }[]) {
    super(errors.map(({ name, detail }) => `${name}: ${detail}`).join('\n'));
  }
}

/** Reads one setting and checks nothing: whoever uses it says what is wrong with it. */
export function readSetting<Field extends keyof Settings>(field: Field, env: Environment): Settings[Field] {
  const { read } = ROWS[field];
  return read(textOf(field, env), otherOf(env));
}

/**
 * Reads settings and checks them.
 *
 * @throws {InvalidSetting} naming each that cannot be used, and what to write.
 */
export function readSettings<Field extends keyof Settings>(fields: readonly Field[], env: Environment): Pick<Settings, Field> {
  const errors = fields.flatMap((field) => {
    const detail = ROWS[field].wrong?.(textOf(field, env), otherOf(env)) ?? null;
    return detail === null ? [] : [{ name: ROWS[field].name, detail }];
  });
  if (errors.length > 0) throw new InvalidSetting(errors);
  return Object.fromEntries(fields.map((field) => [field, readSetting(field, env)])) as Pick<Settings, Field>;
}

/** Returns what is set, in the environment or in the file that it names; else the default. */
const textOf = (field: keyof Settings, env: Environment): string | null =>
  env[ROWS[field].name] || fileOf(ROWS[field].name, env) || (ROWS[field].default ?? null);

/** Returns what a file holds that stands for a variable: NAME_FILE names it. Null where none is named. */
function fileOf(name: string, env: Environment): string | null {
  const path = env[`${name}_FILE`];
  if (!path) return null;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidSetting([{ name: `${name}_FILE`, detail: `${path} cannot be read (${code}); name a file that this user may read.` }]);
  }
}

const otherOf =
  (env: Environment): Other =>
  (field) =>
    readSetting(field, env);
