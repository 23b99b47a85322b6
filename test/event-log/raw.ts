import { createRequire } from 'node:module';

type Driver = new (path: string) => { exec(sql: string): void; close(): void };

/** Changes a database behind the log's back, with the log's own driver. */
export function runSql(path: string, sql: string): void {
  const Database = createRequire(require.resolve('@in-force/event-log'))('libsql') as Driver;
  const database = new Database(path);
  database.exec(sql);
  database.close();
}
