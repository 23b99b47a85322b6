import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ControlsInForce, parseWatched } from '@in-force/answers';
import { Desk, SERVICE, type Watch } from '@in-force/desk';
import { Answers, Changes, Engine, FOUNDING_RECORD, importRecord, readRecordFolder } from '@in-force/engine';
import { copyLog, MemoryLog, openLog, openLogIn } from '@in-force/event-log';
import { isKnownOn } from '../kit/known.js';
import { describeOnNode, KurrentNode, WHERE } from '../kit/kurrent-node.js';

/** What the receiver was sent, and by which process. */
interface Received {
  readonly sender: number;
  readonly event: {
    readonly sequence: string;
    readonly time: string;
    readonly data: { readonly cause: string; readonly lead: string | null };
  };
}

describeOnNode(`Two processes on a server ${WHERE}`, () => {
  const received: Received[] = [];
  const replicas: ChildProcess[] = [];
  let heard = (): void => undefined;
  let node: KurrentNode;
  let receiver: Server;
  let [record, service] = ['', ''];
  beforeAll(async () => {
    node = await KurrentNode.started();
    [record, service] = ['record_', 'service_'].map((prefix) => `${node.url}&streamPrefix=${prefix}`) as [string, string];
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        received.push({ sender: Number(request.headers['x-sender']), event: JSON.parse(body) });
        response.writeHead(204).end();
        heard();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
  }, 120_000);
  afterAll(async () => {
    for (const replica of replicas) replica.kill('SIGKILL');
    receiver.close();
    await node.stop();
  });

  /** The record of the repository as it could have been loaded on 12 October 2026, with the instants of then, on the server. */
  async function load(): Promise<void> {
    const then = () => '2026-10-12T08:00:00.000Z';
    const log = new MemoryLog(then);
    const engine = await Engine.open(log, [new ControlsInForce()], { now: then });
    const files = await readRecordFolder(FOUNDING_RECORD);
    await importRecord(
      engine,
      files.map((file) => ({ ...file, entries: file.entries.filter(isKnownOn('2026-10-12')) })),
    );
    const copy = await openLog(record, { now: then });
    await copyLog(log, copy);
    await copy.close();
    await engine.close();
  }

  /** Makes the watch: on gallium for the US, from 18 November on. */
  async function watch(desk: Desk, time: string): Promise<Watch> {
    const now = () => time;
    const controls = new ControlsInForce();
    const log = await openLog(record, { now, readOnly: true });
    const engine = await Engine.open(log, [controls], { now });
    const changes = new Changes(engine, new Answers(engine, controls, ''));
    const question = parseWatched({ region: 'US', item: 'Ga', lead: 'P30D,P7D,P1D' }, time);
    const cursor = changes.written(changes.beginning(question, await changes.horizon()));
    const to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const asked = { region: 'US', item: 'Ga', lead: 'P30D,P7D,P1D' };
    await engine.close();
    await log.close();
    return desk.make({ question: asked, title: null, to, causes: ['world', 'knowledge', 'clock', 'ahead'], cursor }, 'tests');
  }

  async function replica(time: string): Promise<ChildProcess> {
    const child = fork(require.resolve('./replica.mjs'), [record, service], { execArgv: [] });
    replicas.push(child);
    child.send(time);
    await once(child, 'message');
    return child;
  }

  /** Lets it be a time for all who run, and waits until so much was received in all. */
  async function at(time: string, count: number): Promise<void> {
    for (const child of replicas) if (child.exitCode === null && child.signalCode === null) child.send(time);
    while (received.length < count) await new Promise<void>((resolve) => (heard = resolve));
  }

  it('tell the lapse on gallium for the US each once, though one is killed, and none again after a restart', async () => {
    await load();
    const made = '2026-11-18T00:00:00.000Z';
    const desk = await Desk.open(await openLogIn(SERVICE, service, { now: () => made }), () => made);
    const { id } = await watch(desk, made);
    /** Waits until it is noted that a delivery was taken: killed before that, it would be sent once more. */
    const noted = async (answered: number) => {
      while (desk.watch(id).answered < answered) await desk.next(new AbortController().signal);
    };
    for (let count = 0; count < 2; count++) await replica(made);
    await at('2026-11-18T00:00:10.000Z', 1);
    await at('2026-11-20T16:00:10.000Z', 2);
    await noted(2);
    const sender = received.at(-1)?.sender;
    const killed = replicas.find(({ pid }) => pid === sender) as ChildProcess;
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    await at('2026-11-26T16:00:10.000Z', 3);
    await at('2026-11-27T16:00:10.000Z', 4);
    await noted(4);
    for (const child of replicas) if (child !== killed) child.kill('SIGKILL');
    const again = await replica('2026-11-30T00:00:00.000Z');
    for (let rounds = 0; rounds < 10; rounds++) await once(again, 'message');
    await desk.close();
    expect(received.map(({ event: { sequence, time, data } }) => [sequence, time, data.cause, data.lead])).toEqual([
      ['1', expect.stringMatching(/^2026-11-1[78]T/), 'ahead', 'P30D'],
      ['2', '2026-11-20T16:00:00.000Z', 'ahead', 'P7D'],
      ['3', '2026-11-26T16:00:00.000Z', 'ahead', 'P1D'],
      ['4', '2026-11-27T16:00:00.000Z', 'clock', null],
    ]);
    expect(new Set(received.map(({ sender }) => sender)).size).toBe(2);
  }, 300_000);
});
