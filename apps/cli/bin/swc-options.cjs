// How our TypeScript becomes JavaScript, for `npm start` and for the tests alike. Decorator metadata is what Nest injects by. A CommonJS
// file, because Jest's transforms are.

/** Returns swc's options for one file of TypeScript, all but the kind of module and of source map. */
exports.typescript = (file) => ({
  configFile: false,
  swcrc: false,
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', tsx: file.endsWith('x'), decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
  },
});
