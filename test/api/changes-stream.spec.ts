import { setImmediate } from 'node:timers/promises';
import { type Change, type ChangesAnswer, RULES } from '@in-force/answers';
import { type Cursor, readCursor, writeCursor } from '@in-force/watching';
import { EventSource } from 'eventsource';
import { Clocked, licence, revocation, suspension } from '../kit/clocked.js';
import { type Chance, Line, seeded } from '../kit/lines.js';

/** A client of the stream, through a line of its own. */
class Client {
  readonly got: Change[] = [];
  begins: string | null = null;
  rules: { controls: { id: string }[] } | null = null;
  #source: EventSource | null = null;
  #heard = (): void => undefined;

  constructor(
    readonly line: Line,
    readonly query: string,
  ) {}

  async open(lastEventId?: string): Promise<void> {
    const source = new EventSource(`http://127.0.0.1:${await this.line.listen()}/v1/changes/stream${this.query}`, {
      fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...(lastEventId && { 'Last-Event-ID': lastEventId }) } }),
    });
    this.#source = source;
    for (const type of ['change', 'ahead'])
      source.addEventListener(type, ({ data, lastEventId: id }) => {
        const change = JSON.parse(data) as Change;
        expect([change.cursor, change.cause === 'ahead']).toEqual([id, type === 'ahead']);
        this.got.push(change);
        this.#heard();
      });
    source.addEventListener('cursor', ({ lastEventId: id }) => {
      this.begins ??= id;
      this.#heard();
    });
    source.addEventListener('rules', ({ data }) => {
      this.rules = JSON.parse(data);
      this.#heard();
    });
    source.addEventListener('error', () => this.#heard());
    await this.until(() => this.begins !== null);
  }

  /** Waits for something that it hears. */
  async until(there: () => boolean): Promise<void> {
    while (!there()) {
      if (this.#source?.readyState === EventSource.CLOSED) throw new Error(`It gave up after ${this.got.length} changes.`);
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  close(): void {
    this.#source?.close();
    this.line.close();
  }
}

const MINUTE = 60_000;
const MIDNIGHT = 16 * 60 * MINUTE;

/** Records something, or lets some time pass: seconds, or until after the next midnight in Beijing. */
async function step(service: Clocked, chance: Chance, count: number): Promise<void> {
  const id = `cn-test-${count % 7}`;
  const today = service.now.slice(0, 10);
  const day = (ahead: number) => new Date(Date.parse(today) + ahead * 24 * 60 * MINUTE).toISOString().slice(0, 10);
  if (count < 7) await service.record(id, licence(day(Math.floor(chance() * 9)), count % 2 === 0 ? 'gallium' : 'germanium'));
  else if (chance() < 0.3) await service.record(id, suspension(day(Math.floor(chance() * 3)), day(3 + Math.floor(chance() * 9))));
  else if (chance() < 0.05) await service.record(id, revocation(day(2)));
  else if (chance() < 0.5) service.pass(chance() * 20_000);
  else service.pass(MIDNIGHT - (Date.parse(service.now) % MIDNIGHT) + chance() * 20_000);
}

const QUERIES = ['?after=0', '?after=0&item=Ga&lead=P7D,P2D', '', '?region=US&status=in-force', '?after=0'];
const WORLDS = 6;
const STEPS = 40;

it.each(Array.from({ length: WORLDS }, (_, world) => [world]))(
  'an EventSource sees every change once and in order, through cuts, restarts and a clock that leaps: %i',
  async (world) => {
    const chance = seeded(world + 1);
    const service = new Clocked('2026-03-01T08:00:00.000Z');
    await service.begin();
    const clients = QUERIES.map((query, index) => new Client(new Line(service, seeded(1_000 * world + index)), query));
    await Promise.all(clients.map((client) => client.open()));
    for (let count = 0; count < STEPS; count++) {
      await step(service, chance, count);
      if (chance() < 0.08) {
        await service.end();
        await service.begin();
      }
      if (chance() < 0.4) for (const { line } of clients) if (chance() < 0.5) line.cut();
      for (let turns = chance() * 30; turns > 0; turns--) await setImmediate();
    }
    for (const { line } of clients) line.calm = true;
    service.pass(30 * 24 * 60 * MINUTE);
    await service.record('cn-last', licence(service.now.slice(0, 10)), revocation(service.now.slice(0, 10))); // told to all, or to none
    await service.record('cn-very-last', licence(service.now.slice(0, 10)));
    service.pass(MINUTE);
    for (const client of clients) {
      const begun = client.begins as string;
      const query = `${client.query.replace(/\?after=0&?|^$/, '?')}&limit=1000&after=`;
      const { changes } = await service.get<ChangesAnswer>(`/v1/changes${query}${/after=0/.test(client.query) ? '0' : begun}`);
      await client.until(() => client.got.length >= changes.length);
      expect([client.query, client.got]).toEqual([client.query, changes]);
    }
    expect(clients[0]?.got.length).toBeGreaterThan(20);
    expect(clients.reduce((cuts, { line }) => cuts + line.cuts, 0)).toBeGreaterThan(10);
    for (const client of clients) client.close();
    await service.end();
  },
  60_000,
);

describe('the stream of changes', () => {
  let service: Clocked;
  const clients: Client[] = [];
  beforeEach(async () => {
    service = new Clocked('2026-03-01T08:00:00.000Z');
    await service.begin();
    await service.record('cn-test-1', licence('2026-03-01'));
    service.pass(MINUTE);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await service.end();
  });
  const client = (query: string): Client => {
    const made = new Client(new Line(service, () => 0), query);
    made.line.calm = true;
    clients.push(made);
    return made;
  };
  const under = (rules: number, cursor: string) => writeCursor({ ...(readCursor(cursor) as Cursor), rules });

  it('tells who comes again under other rules the whole answer, and goes on', async () => {
    const { next } = await service.get<ChangesAnswer>('/v1/changes');
    const one = client('?region=US');
    await one.open(under(RULES + 1, next));
    expect(one.rules?.controls).toMatchObject([{ id: 'cn-test-1' }]);
    await service.record('cn-test-2', licence('2026-03-01'));
    service.pass(MINUTE);
    await one.until(() => one.got.length > 0);
    expect(one.got).toMatchObject([{ measure: 'cn-test-2', cause: 'world' }]);
  });

  it('refuses what cannot be read, and a cursor of other rules, before it begins', async () => {
    const { next } = await service.get<ChangesAnswer>('/v1/changes');
    for (const [query, status] of [
      ['after=soon', 400],
      ['region=Atlantis', 400],
      [`after=${under(RULES + 1, next)}`, 410],
    ] as const)
      expect([query, (await service.app.inject(`/v1/changes/stream?${query}`)).statusCode]).toEqual([query, status]);
  });

  it('works a change out once for all who ask the same', async () => {
    const many = Array.from({ length: 20 }, () => client('?region=US&item=Ga'));
    await Promise.all(many.map((one) => one.open()));
    await service.record('cn-test-1', revocation('2026-03-01'));
    service.pass(MINUTE);
    await Promise.all(many.map((one) => one.until(() => one.got.length > 0)));
    expect(new Set(many.map(({ got }) => JSON.stringify(got))).size).toBe(1);
  });

  it('tells who begins what is near at once, where dates are asked for ahead', async () => {
    await service.record('cn-test-2', licence('2026-03-04'));
    service.pass(MINUTE);
    const one = client('?lead=P7D,P1D');
    await one.open();
    await one.until(() => one.got.length > 0);
    service.now = '2026-03-05T00:00:00.000Z';
    await one.until(() => one.got.length > 2);
    expect(one.got.map(({ at, cause, lead }) => [at, cause, lead])).toEqual([
      ['2026-03-01T08:01:54.999Z', 'ahead', 'P7D'],
      ['2026-03-02T16:00:00.000Z', 'ahead', 'P1D'],
      ['2026-03-03T16:00:00.000Z', 'clock', null],
    ]);
  });
});
