import type { Terminal } from './terminal.js';

const LENGTH = 24;

/** Returns how far a long command has come, drawn over itself on a terminal and nowhere else. */
export function progressBar({ stderr }: Pick<Terminal, 'stderr'>): { at(done: number, total: number): void; clear(): void } {
  let drawn = '';
  const draw = (text: string) => {
    if (!stderr.isTTY || text === drawn) return;
    stderr.write(`\r\x1b[K${text}`);
    drawn = text;
  };
  return {
    at(done, total) {
      const part = total > 0 ? done / total : 1;
      const full = Math.round(part * LENGTH);
      draw(`${'█'.repeat(full)}${'░'.repeat(LENGTH - full)} ${String(Math.floor(part * 100)).padStart(3)} %  ${done} of ${total} events`);
    },
    clear() {
      if (drawn !== '') draw('');
    },
  };
}
