import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/** Something that the page loads: named by its content, so that it may be kept for ever. */
interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly brotli: Buffer;
}

const FOLDER = new URL('../dist/assets/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The files that were built for the browser, read once; none where nothing was built, and the page works without them. */
class Assets {
  #files: ReadonlyMap<string, Asset> | undefined;
  #links: AssetLinks | undefined;

  /** Returns an asset by its name. */
  get(name: string): Asset | undefined {
    this.#files ??= new Map(existsSync(FOLDER) ? readdirSync(FOLDER).flatMap((file) => readAsset(file)) : []);
    return this.#files.get(name);
  }

  /** Returns the addresses of what every page loads. */
  get links(): AssetLinks {
    this.#links ??= readLinks();
    return this.#links;
  }
}

interface AssetLinks {
  readonly script: string | null;
  readonly styles: readonly string[];
  readonly icon: string | null;
}

function readAsset(file: string): [string, Asset][] {
  const type = TYPES[file.split('.').at(-1) ?? ''];
  if (type === undefined) return [];
  const bytes = readFileSync(new URL(file, FOLDER));
  return [[file, { type, bytes, brotli: brotliCompressSync(bytes) }]];
}

type Manifest = Readonly<Record<string, { readonly file: string; readonly css?: readonly string[]; readonly assets?: readonly string[] }>>;

function readLinks(): AssetLinks {
  const file = new URL('manifest.json', FOLDER);
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
  const page = manifest['src/client.ts'];
  const icon = manifest['src/icon.svg'];
  const at = (name: string) => `/assets/${name}`;
  return { script: page ? at(page.file) : null, styles: (page?.css ?? []).map(at), icon: icon ? at(icon.file) : null };
}

export const assets = new Assets();
