import { execFileSync } from 'node:child_process';

const c = (...a) =>
  JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=12000', 'bench/start.mjs', ...a], { encoding: 'utf8', maxBuffer: 1e9 }));
const p = `/tmp/b/w${process.argv[2]}.db`,
  s = `/tmp/b/s${process.argv[2]}`;

import { existsSync } from 'node:fs';

if (!existsSync(p)) {
  console.log(c('make', p, process.argv[2], process.argv[2] * 10));
}
if (!existsSync(s)) {
  console.log(JSON.stringify(c('write', p, s)));
}
console.log(c('parse', p));
console.log(JSON.stringify(c('open', p, s)));
console.log(JSON.stringify(c('open', p, 'none')));
console.log(JSON.stringify(c('open', p, s)));
