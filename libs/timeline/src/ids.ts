/** Compares ids as people read them: numbers by value, so that 9/2025 comes before 18/2025. */
export function compareIds(a: string, b: string): number {
  const [as, bs] = [a, b].map((id) => id.split(/(\d+)/)) as [string[], string[]];
  for (let index = 0; index < Math.min(as.length, bs.length); index++) {
    const [x, y] = [as[index] as string, bs[index] as string];
    if (x !== y) return index % 2 === 1 && Number(x) !== Number(y) ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return as.length - bs.length;
}
