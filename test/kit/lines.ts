import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Numbers from 0 to 1, the same for a seed in every run. */
export const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
export type Chance = ReturnType<typeof seeded>;

/** What lies between a client and the service: it cuts lines where a seed says, and lets none through while nobody is there. */
export class Line {
  #server: Server | null = null;
  #first = true;
  readonly #open = new Set<Socket>();
  cuts = 0;
  /** Whether the service said anything on it. */
  answered = false;

  constructor(
    private readonly service: { readonly port: number | null },
    private readonly chance: Chance,
  ) {}

  /** Whether lines hold from now on. */
  calm = false;

  async listen(): Promise<number> {
    this.#server = createServer((client) => this.#join(client)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }

  close(): void {
    this.cut();
    this.#server?.close();
  }

  #join(client: Socket): void {
    client.on('error', () => undefined);
    const { port } = this.service;
    if (port === null) return void client.destroy();
    const server = connect(port, '127.0.0.1');
    const [first, most] = [this.#first, this.chance() < 0.3 ? 1e9 : 200 + this.chance() * 6_000];
    let [passed, text] = [0, ''];
    const end = () => {
      this.#open.delete(client);
      client.destroy();
      server.destroy();
    };
    this.#open.add(client);
    client.on('close', end).pipe(server).on('error', end).on('close', end);
    server.on('data', (chunk: Buffer) => {
      this.answered = true;
      // The first line holds until the client has heard after what time to come again: before, it takes its own, which is long.
      if (first && this.#first) this.#first = !(text += chunk).includes('retry: 1\n');
      const room = this.calm || this.#first ? chunk.length : Math.max(0, Math.floor(most - passed));
      client.write(chunk.subarray(0, first ? chunk.length : room));
      passed += chunk.length;
      if (this.calm || this.#first || passed < most) return;
      this.cuts += 1;
      client.end();
      server.destroy();
    });
  }
}
