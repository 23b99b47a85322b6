import { defineConfig } from 'vite';

/** Builds what the browser loads: one script and one style sheet, each named by its content. */
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: 'dist/assets',
    assetsDir: '.',
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: { page: 'src/client.ts', icon: 'src/icon.svg' } },
  },
});
