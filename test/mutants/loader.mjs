import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { compileFunction } from 'node:vm';

/** What knows nothing of the rules: loaded once, whatever becomes of them. */
const LASTING = /^(?:events|libs\/(?:event-log|columns))\//;

/** Loads TypeScript of a copy of the repo, in which our packages are found by their sources. Each source is compiled once. */
export class Loader {
  #lasting = new Map();
  #compiled = new Map();

  constructor(root) {
    this.root = root;
    this.transform = createRequire(join(root, 'package.json'))('./test/jest/transform.cjs').process;
  }

  /** Returns the modules of some files, with all that may know the rules run anew. */
  load(files) {
    const fresh = new Map();
    return files.map((file) => this.#module(join(this.root, file), fresh));
  }

  #module(file, fresh) {
    const modules = LASTING.test(relative(this.root, file)) ? this.#lasting : fresh;
    if (modules.has(file)) return modules.get(file).exports;
    const module = { exports: {} };
    modules.set(file, module);
    const { run, outside } = this.#compile(file);
    const require = (name) => {
      const source = this.#sourceOf(name, file);
      return source === null ? outside(name) : this.#module(source, fresh);
    };
    run(module.exports, require, module);
    return module.exports;
  }

  /** Returns the source of a module of ours, or null for what is none. */
  #sourceOf(name, from) {
    const [, own] = /^@in-force\/([a-z-]+)$/.exec(name) ?? [];
    if (own) return join(this.root, own === 'events' ? own : `libs/${own}`, 'src/index.ts');
    return name.startsWith('.') ? join(dirname(from), name.replace(/\.js$/, '.ts')) : null;
  }

  #compile(file) {
    const known = this.#compiled.get(file);
    if (known) return known;
    const { code } = this.transform(readFileSync(file, 'utf8'), file, {});
    const run = compileFunction(code, ['exports', 'require', 'module'], { filename: file });
    const compiled = { run, outside: createRequire(file) };
    this.#compiled.set(file, compiled);
    return compiled;
  }
}
