import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program of the page while it runs. It prints the position of what it has kept. */
export class Program {
  readonly printed: string[] = [];
  readonly #child: ChildProcess;
  #heard = (): void => undefined;

  constructor([command = '', ...args]: readonly string[]) {
    this.#child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    createInterface({ input: this.#child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.printed.push(line);
      this.#heard();
    });
    this.#child.on('exit', () => this.#heard());
  }

  async until(line: string): Promise<void> {
    while (this.printed.at(-1) !== line) {
      if (this.#child.exitCode !== null) throw new Error(`It ended with ${this.#child.exitCode} at ${this.printed.at(-1)}.`);
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  /** Stops it, and whatever it started, in the middle of what it does. */
  async kill(): Promise<void> {
    const gone = once(this.#child, 'close');
    process.kill(-(this.#child.pid as number), 'SIGKILL');
    await gone;
  }
}
