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

const textOf = (field: keyof Settings, env: Environment): string | null => env[ROWS[field].name] || (ROWS[field].default ?? null);

const otherOf =
  (env: Environment): Other =>
  (field) =>
    readSetting(field, env);
