import { resolve } from 'node:path';
import { LogUnusable, openLog } from '@in-force/event-log';
import { said, stream } from '../kit/drafts.js';
import { NOON } from './reading.js';

const now = () => NOON;

it('opens a new log in memory each time', async () => {
  const first = await openLog('memory:', { now });
  await first.append(stream, [said('a')], 0);
  first.announce('http://127.0.0.1:3000');
  expect(await (await openLog('memory:', { now })).head()).toMatchObject({ position: 0 });
});

it.each([
  ['postgres://localhost/x', /"postgres:\/\/localhost\/x" is no place for a log. Use sqlite:PATH, memory: or esdb:/],
  ['data/in-force.db', /is no place for a log/],
  ['', /is no place for a log/],
  ['sqlite:', /names no file/],
  ['sqlite:package.json', `${resolve('package.json')} is not a log`],
  ['sqlite://package.json', `${resolve('package.json')} is not a log`],
  ['kurrentdb://user:secret@', /^This URL of a server cannot be read\. Write esdb:/],
  ['kurrentdb+http://user:secret@localhost:2113', /"kurrentdb\+http:\/\/localhost:2113" is no place for a log/],
])('refuses "%s" and says what to write instead', async (url, message) => {
  const refused = openLog(url, { now, readOnly: true });
  await expect(refused).rejects.toThrow(LogUnusable);
  await expect(refused).rejects.toThrow(message);
});
