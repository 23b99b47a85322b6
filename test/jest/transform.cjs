// Jest can require() an ES module only on Node 24.9 and newer, and Nest ships nothing else. Lowering our TypeScript and every
// ES module to CommonJS lets one configuration serve Node 20 to 26 without flags.
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const swc = require('@swc/core');
const { typescript } = require('../../apps/cli/bin/swc-options.cjs');

const kinds = new Map();

/** Does the nearest package.json call the .js files of this folder ES modules? */
function holdsModules(folder) {
  if (!kinds.has(folder)) kinds.set(folder, look(folder));
  return kinds.get(folder);
}

function look(folder) {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  return dirname(folder) !== folder && holdsModules(dirname(folder));
}

const isTypeScript = (file) => /\.[cm]?tsx?$/.test(file);
const isModule = (file) => file.endsWith('.mjs') || (file.endsWith('.js') && holdsModules(dirname(file)));

const commonjs = { type: 'commonjs', importInterop: 'node' };
const lowered = (file) => {
  const options = typescript(file);
  const transform = { ...options.jsc.transform, hidden: { jest: true } }; // hoists jest.mock
  return { ...options, module: commonjs, sourceMaps: 'inline', jsc: { ...options.jsc, transform } };
};
const javascript = {
  configFile: false,
  swcrc: false,
  module: commonjs,
  sourceMaps: false,
  jsc: { target: 'es2023', keepClassNames: true, parser: { syntax: 'ecmascript' } },
};

const OPTIONS = require.resolve('../../apps/cli/bin/swc-options.cjs');
const sources = [__filename, OPTIONS].map((file) => readFileSync(file));
const salt = createHash('sha256').update(Buffer.concat(sources)).update(swc.version).update(process.version).digest('hex');

module.exports = {
  canInstrument: false,
  getCacheKey: (source, file, { instrument }) =>
    createHash('sha256').update(`${salt}\n${file}\n${instrument}\n`).update(source).digest('hex').slice(0, 32),
  process(source, filename) {
    if (isTypeScript(filename)) return { code: swc.transformSync(source, { filename, ...lowered(filename) }).code };
    if (isModule(filename)) return { code: swc.transformSync(source, { filename, ...javascript }).code };
    return { code: source };
  },
};
