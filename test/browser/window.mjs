import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const found = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));

/** Starts the machine’s own browser. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROME_PATH ?? found.find(runs),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--lang=en-US'],
  });

/** Serves the founding record from memory. @returns where, and how to end it. */
export async function serveFounding(more = {}) {
  const inforce = fileURLToPath(new URL('../../apps/cli/bin/inforce.js', import.meta.url));
  const env = { ...process.env, PORT: '0', IN_FORCE_LOG: 'memory:', ...more };
  const child = spawn(process.execPath, [inforce, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let told = '';
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      told += chunk;
      const [, found] = /^In Force listens on (\S+)$/m.exec(told) ?? [];
      if (found) resolve(found);
    });
    ended.then(() => reject(new Error(told)));
  });
  const close = async () => {
    child.kill();
    await ended;
  };
  return { url, close };
}
