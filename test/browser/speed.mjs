// Measures what the page asks of a browser: what is loaded first, when the answer is painted with the processor slowed fourfold, and how
// many frames a second are drawn while somebody scrubs the founding record and pans ten thousand entries.
//   node test/browser/speed.mjs
import { recordMany } from './entries.mjs';
import { openBrowser, serveFounding } from './window.mjs';

const TOKEN = 'a-secret-of-recorders';
const server = await serveFounding();
const browser = await openBrowser();
const rows = [];
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Opens a view in a window of its own, slowed as often as is said. */
async function opened(path, slowed) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const bytes = { script: 0, style: 0, document: 0 };
  const kinds = new Map();
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type.toLowerCase().replace('stylesheet', 'style')));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind in bytes) bytes[kind] += encodedDataLength;
  });
  if (slowed > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  await page.goto(path, { waitUntil: 'networkidle' });
  /** The milliseconds that the page’s thread has worked. */
  const worked = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  return { page, bytes, worked, close: () => context.close() };
}

/** When the answer was painted, in milliseconds from the question. */
const paintedAt = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );

for (const path of ['/', '/timeline', '/measures/cn-mofcom-2025-57?on=2026-11-20&region=DE']) {
  const [times, works] = [[], []];
  let loaded;
  for (let round = 0; round < 5; round++) {
    const { page, bytes, worked, close } = await opened(server.url + path, 4);
    times.push(await paintedAt(page));
    works.push(await worked());
    loaded = bytes;
    await close();
  }
  const kilobytes = Object.entries(loaded).map(([kind, count]) => `${kind} ${(count / 1000).toFixed(1)} kB`);
  const [first, ...later] = times;
  rows.push([
    path,
    `answer painted after ${Math.round(first)} ms, then ${Math.round(median(later))} ms, four times slower; ` +
      `its thread works ${Math.round(median(works))} ms; ${kilobytes.join(', ')}`,
  ]);
}

/** Counts the frames that are drawn while something is done. */
async function framesWhile(page, act) {
  await page.evaluate(() => {
    globalThis.frames = [];
    const count = (at) => {
      globalThis.frames.push(at);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await act();
  const drawn = await page.evaluate(() => globalThis.frames);
  const gaps = drawn.slice(1).map((at, place) => at - drawn[place]);
  return `${Math.round(((drawn.length - 1) * 1000) / (drawn.at(-1) - drawn[0]))} frames/s, the longest took ${Math.round(Math.max(...gaps))} ms`;
}

{
  const { page, close } = await opened(`${server.url}/`, 1);
  const box = await page.locator('.scrubber input').boundingBox();
  const told = await framesWhile(page, async () => {
    await page.mouse.move(box.x + 10, box.y + box.height / 2);
    await page.mouse.down();
    for (let at = 0; at <= 100; at++) await page.mouse.move(box.x + 10 + (at * (box.width - 20)) / 100, box.y + box.height / 2);
  });
  rows.push(['scrubbing over every day', told]);
  await page.mouse.up();
  await close();
}

/** Pans a timeline for a while, from the middle of its picture. */
async function panned(name, url) {
  const { page, close } = await opened(url, 1);
  await page.locator('figure.timeline').evaluate((element) => element.scrollIntoView());
  const box = await page.locator('.chart-picture').boundingBox();
  const told = await framesWhile(page, async () => {
    await page.mouse.move(box.x + 500, 400);
    await page.mouse.down();
    for (let at = 0; at <= 100; at++) await page.mouse.move(box.x + 500 + 300 * Math.sin(at / 8), 400);
    await page.mouse.up();
  });
  rows.push([`${name}, ${await page.locator('.chart-picture a').count()} shapes drawn`, told]);
  await close();
}

await panned('panning the founding record', `${server.url}/timeline`);
await server.close();
const large = await serveFounding({ IN_FORCE_RECORD: 'none', IN_FORCE_TOKEN: TOKEN });
const count = await recordMany(large.url, TOKEN);
await panned(`panning ${count.toLocaleString('en')} entries`, `${large.url}/timeline?from=2016-01-01&to=2026-11-26`);
await browser.close();
await large.close();
for (const cells of rows) console.log(cells.join(': '));
