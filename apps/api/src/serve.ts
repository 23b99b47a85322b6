import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { openLog } from '@in-force/event-log';
import { Controls, PARAMETERS, parseQuestion } from '@in-force/timeline';
import type { Settings } from './config.js';
import { createApp } from './create-app.js';

/** A server that listens. */
export interface Served {
  readonly url: string;
  readonly answers: Answers;
  readonly now: () => string;
  close(): Promise<void>;
}

const clock = (): string => new Date().toISOString();

/**
 * Opens the log, loads the founding record on the first start, and listens.
 *
 * @throws at the start, and ends the program, when the log cannot be opened or holds an event that cannot be read.
 */
export async function serve(settings: Settings, now: () => string = clock): Promise<Served> {
  const log = await openLog(settings.log, { now });
  const controls = new Controls();
  let engine: Engine | null = null;
  try {
    engine = await Engine.open(log, [controls], { now });
    if (settings.record !== 'none') await loadFoundingRecord(engine, settings.record ?? undefined);
    const answers = new Answers(engine, controls);
    const app = await createApp(engine, answers, { now, token: settings.token, patience: 5_000, heartbeat: 15_000 });
    await app.listen(settings.port, settings.host);
    const url = await app.getUrl();
    log.announce(url);
    const opened = engine;
    const close = async () => {
      await app.close();
      await opened.close();
      await log.close();
    };
    return { url, answers, now, close };
  } catch (error) {
    await engine?.close();
    await log.close();
    throw error;
  }
}

/** One real answer, and where to click. */
export async function greeting({ url, answers, now }: Pick<Served, 'url' | 'answers' | 'now'>): Promise<string> {
  const question = parseQuestion({ region: 'EU', item: 'rare-earths' }, now(), PARAMETERS.controls);
  const { controls, asked, checkedThrough } = await answers.controls(question);
  const lines = controls.map(
    ({ id, status, byTerms, coverage, title }) =>
      `  ${status}${byTerms ? ` (by its terms ${byTerms})` : ''}${coverage === 'entities' ? ' for listed entities only' : ''}  ${id}  ${title}`,
  );
  const read = Object.entries(checkedThrough).map(([issuer, day]) => `${issuer} ${day ? `through ${day}` : 'never'}`);
  return [
    `In Force listens on ${url}`,
    '',
    `Controls on rare earths for the EU on ${asked.on}:`,
    ...(lines.length > 0 ? lines : ['  none that is recorded']),
    `Publications read: ${read.join(', ') || 'none'}.`,
    '',
    `Ask:  ${url}/v1/controls?on=2025-11-20&region=EU`,
    `Why:  ${url}/v1/measures/cn-mofcom-2025-57?on=${asked.on}&region=EU`,
    `API:  ${url}/openapi.json`,
    'Stop with Ctrl-C.',
  ].join('\n');
}
