import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import openapiTypescript, { astToString } from 'openapi-typescript';

// Reads an OpenAPI document, makes a client of it, compiles a program that uses it under `strict`, and runs that against a service.
const [url, token] = process.argv.slice(2);
const folder = join(import.meta.dirname, 'node_modules/.cache/client');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
writeFileSync(join(folder, 'schema.d.ts'), astToString(await openapiTypescript(await text(process.stdin))));
copyFileSync(join(import.meta.dirname, 'client/program.ts'), join(folder, 'program.ts'));

const node = (...args) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
const compilerOptions = { ...strict, target: 'es2023', module: 'nodenext', lib: ['es2023', 'dom', 'dom.iterable'], types: [] };
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
try {
  node(tsc, '-p', '.', '--pretty', 'false');
} catch ({ stdout }) {
  console.error(stdout);
  process.exit(1);
}
process.stdout.write(node('program.js', url, token));
