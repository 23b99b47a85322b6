// What the benches share: the day they stand on, how they time, and how they write tables.
export const NOW = '2026-11-23T12:00:00.000Z';

/** How long work takes, in microseconds. */
export async function took(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) * 1000;
}

/** What one of many questions costs, in microseconds, when all is compiled: the middle of some rounds. */
export function eachOf(asked, ask) {
  const round = () => {
    const start = performance.now();
    for (const one of asked) ask(one);
    return ((performance.now() - start) * 1000) / asked.length;
  };
  for (const start = performance.now(); performance.now() - start < 200; ) round();
  return median(Array.from({ length: 9 }, round));
}

export const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
export const sorted = (list) => list.toSorted((a, b) => a - b);
export const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
export const median = (list) => at(sorted(list), 0.5);

/** Three digits are all that a noisy machine can tell. */
export const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toLocaleString('en');

export const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
