import { setTimeout } from 'node:timers/promises';
import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Courier, Desk, SERVICE } from '@in-force/desk';
import {
  Answers,
  type ControlsJson,
  InvalidSetting,
  loadFoundingRecord,
  noteCompared,
  RunningRecord,
  readFounding,
  renew,
  watchLog,
} from '@in-force/engine';
import { openLog, openLogIn } from '@in-force/event-log';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from './config.js';
import { createApp } from './create-app.js';

/** A server that listens. */
export interface Served {
  readonly url: string;
  readonly answers: Answers;
  readonly now: () => string;
  close(): Promise<void>;
}

const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

const clock = (): string => new Date().toISOString();

const aMinute = (signal: AbortSignal): Promise<void> => setTimeout(60_000, undefined, { signal, ref: false }).catch(() => undefined);

/**
 * Opens the log, loads the founding record on the first start, and listens.
 *
 * @throws at the start, and ends the program, when the log cannot be opened or holds an event that cannot be read.
 * @throws {InvalidSetting} naming HOST or PORT where it cannot listen there.
 */
export async function serve(settings: Settings, now: () => string = clock): Promise<Served> {
  const opened: { close(): Promise<void> }[] = [];
  let closing: Promise<void> | undefined;
  const stopping = new AbortController();
  const close = () =>
    (closing ??= (async () => {
      stopping.abort();
      for (const one of opened.reverse()) await one.close();
    })());
  try {
    const open = () => openLog(settings.log, { now, ahead: settings.ahead });
    const found = await open();
    opened.push(found);
    const folder = settings.record ?? undefined;
    const founding = settings.record === 'none' ? null : await readFounding(folder);
    const log = founding ? await renew(found, founding, { url: settings.log, open, now, tell }) : found;
    opened.push(log);
    const record = await RunningRecord.begin(log, { now, snapshots: settings.snapshots, tell });
    opened.push(record);
    const { engine, controls } = record;
    const answers = new Answers(engine, controls, settings.url ?? '', founding?.releases);
    const desk = await Desk.open(await openLogIn(SERVICE, settings.serviceLog, { now, ahead: settings.ahead }), now);
    opened.push(desk);
    let started = false;
    const starting = () => (started ? null : `Reading the record: at position ${engine.position}.`);
    const options = {
      now,
      token: settings.token,
      url: settings.url,
      signing: settings.signing,
      desk,
      tell,
      secret: settings.secret,
      webhooks: settings.webhooks,
      oidc: settings.oidc,
      rate: settings.rate,
      keyRate: settings.keyRate,
      log: settings.level,
      proxies: settings.proxies,
      patience: 5_000,
      heartbeat: 15_000,
      starting,
      memory: () => record.bytes,
    };
    const app = await createApp(engine, answers, options);
    opened.push(app);
    // Whoever asks meanwhile is told to come again.
    await listen(app, settings);
    await engine.follower.caughtUp();
    if (founding) await loadFoundingRecord(engine, founding, tell);
    if (founding) await noteCompared(settings.log, folder);
    await record.prepare();
    started = true;
    void record.tend();
    void record.age(aMinute, stopping.signal);
    void watchLog(log, tell, aMinute, stopping.signal);
    const courier = app.get(Courier);
    const delivering = courier.run(stopping.signal);
    opened.push({ close: () => Promise.all([courier.close(), delivering]).then(() => undefined) });
    const url = await app.getUrl();
    log.announce(url);
    desk.log.announce(url);
    return { url, answers, now, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, { port, host }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidSetting([
      code === 'EADDRINUSE' || code === 'EACCES'
        ? { name: 'PORT', detail: `Cannot listen on port ${port} (${code}). Set PORT to another one, or to 0 for any that is free.` }
        : { name: 'HOST', detail: `Cannot listen on ${host} (${code}). Set HOST to an address of this machine, such as 127.0.0.1.` },
    ]);
  }
}

/** How many titles the greeting shows. */
const SHOWN = 6;

/** One real answer, and where to click. */
export async function greeting({ url, answers, now }: Pick<Served, 'url' | 'answers' | 'now'>): Promise<string> {
  const question = parseQuestion({ region: 'EU', item: 'rare-earths' }, now(), PARAMETERS.controls);
  const { controls, asked, checkedThrough, daysSinceChecked } = await answers.controls(question);
  const read = Object.entries(checkedThrough).map(([issuer, day]) =>
    day ? `${issuer} through ${day} (${daysSinceChecked[issuer]} days before)` : `${issuer} never`,
  );
  const telling = controls.find(({ byTerms }) => byTerms !== null) ?? controls[0];
  return [
    `In Force listens on ${url}`,
    '',
    `Controls on rare earths for the EU on ${asked.on}: ${counts(controls)}`,
    ...controls.slice(0, SHOWN).map(line),
    ...(controls.length > SHOWN ? [`  and ${controls.length - SHOWN} more`] : []),
    `Publications read: ${read.join(', ') || 'none'}.`,
    '',
    `See:  ${url}/`,
    `Ask:  ${url}/v1/controls?on=${asked.on}&region=EU&item=rare-earths`,
    ...(telling ? [`Why:  ${url}/v1/measures/${telling.id}?on=${asked.on}&region=EU`] : []),
    `API:  ${url}/openapi.json`,
    'Stop with Ctrl-C.',
  ].join('\n');
}

type Shown = ControlsJson['controls'];

function counts(controls: Shown): string {
  const by = new Map<string, number>();
  for (const { status } of controls) by.set(status, (by.get(status) ?? 0) + 1);
  return [...by].map(([status, count]) => `${count} ${status}`).join(', ') || 'none that is recorded';
}

const line = ({ id, status, coverage, title }: Shown[number]): string =>
  `  ${status}${coverage === 'entities' ? ' for listed entities only' : ''}  ${id}  ${title}`;
