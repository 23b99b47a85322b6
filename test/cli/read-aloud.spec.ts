import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { FOUNDING_RECORD } from '@in-force/engine';
import { columnsOf } from '../../apps/cli/src/text.js';
import { Bench } from './fixture.js';

const KEPT = join(__dirname, 'kept');
const CITED =
  '/v1/controls?on=2025-11-20&region=EU&item=Dy&status=in-force,suspended,unconfirmed&recordedAt=346&log=c079a54707336a4b6e3eb4709ce794e43b58ca059e5b7b07ad34df7523fda30b&facts=t1-bab9621e264b0627eb269ea3ebfd88e642d90b4c18c6bbcdc16d73ec6b8b67e8';
/** What a journalist asks first, and what is hardest to answer. Each was read aloud before it was kept. */
const ASKED: Readonly<Record<string, string>> = {
  'magnets-de-2025-06': 'on 2025-06-15 --region DE --item rare-earth-magnets',
  'magnets-de-2025-06-why': 'why cn-mofcom-2025-18 --on 2025-06-15 --region DE --item rare-earth-magnets',
  'holmium-eu-2025-10-20': 'on 2025-10-20 --region EU --item holmium',
  'holmium-eu-2025-11-07': 'on 2025-11-07 --region EU --item holmium',
  'holmium-eu-2025-11-08': 'on 2025-11-08 --region EU --item holmium',
  'holmium-eu-2025-12-01': 'on 2025-12-01 --region EU --item holmium',
  'holmium-eu-2026-11-20': 'on 2026-11-20 --region EU --item holmium',
  'holmium-eu-2026-11-20-why': 'why cn-mofcom-2025-57 --on 2026-11-20 --region EU --item holmium',
  'antimony-de-2023-09': 'on 2023-09-15 --region DE --item antimony',
  'antimony-de-2023-09-why': 'why cn-mofcom-2023-23 --on 2023-09-15 --region DE --item antimony',
  'drones-ca-2026-08': 'on 2026-08-15 --region CA --item drones',
  'drones-us-2026-08': 'on 2026-08-15 --region US --item drones',
  'gallium-us-2024-12-10': 'on 2024-12-10 --region US --item gallium',
  'gallium-us-2025-11-20': 'on 2025-11-20 --region US --item gallium',
  'gallium-us-2026-11-28': 'on 2026-11-28 --region US --item gallium',
  'dual-use-jp-2026-01-07': 'on 2026-01-07 --region JP --item dual-use',
  'graphite-eu-2026-11-20': 'on 2026-11-20 --region EU --item graphite',
  'batteries-eu-2026-11-20': 'on 2026-11-20 --region EU --item lithium-batteries',
  'eo-14257-at-34': 'why us-eo-14257.24 --on 2025-04-05 --region CN',
  'eo-14257-at-74': 'why us-eo-14257.24 --on 2025-04-09 --region CN',
  'eo-14257-at-115': 'why us-eo-14257.24 --on 2025-04-10 --region CN',
  'eo-14257-suspended': 'why us-eo-14257.24 --on 2025-06-01 --region CN',
  'eo-14257-baseline': 'why us-eo-14257.10 --on 2025-06-01 --region CN',
  'affiliates-nl-before': 'why us-bis-affiliates-2025 --on 2025-10-20 --region NL',
  'affiliates-nl-after': 'why us-bis-affiliates-2025 --on 2025-11-20 --region NL',
  'promises-2026-09-29': 'commitments --on 2026-09-29 --measure cn-mofcom-2025-57',
  'promises-2026-09-29-known-then': 'commitments --on 2026-09-29 --known-on 2026-09-29 --measure cn-mofcom-2025-57',
  'promises-2026-11-15': 'commitments --on 2026-11-15 --measure cn-mofcom-2025-57',
  'promises-2026-11-15-known-in-october': 'commitments --on 2026-11-15 --known-on 2026-10-09 --measure cn-mofcom-2025-57',
  'easing-past-its-last-day': 'facilitations --on 2026-11-20',
  'arrangements-2025-11-20': 'arrangements --on 2025-11-20',
  'arrangement-kuala-lumpur': 'arrangements us-cn-2025-10-kuala-lumpur --on 2025-11-20',
  'statements-sefcovic': 'statements --person Sefcovic --to 2025-11-30',
  'acts-october-2025': 'acts --issuer CN --from 2025-10-09 --to 2025-10-10',
  'timeline-eu-autumn-2025': 'timeline --region EU --from 2025-10-09 --to 2025-11-08 --item rare-earths',
  'timeline-2026-11': 'timeline --region DE --item holmium --from 2026-09-20 --to 2026-11-20',
  'upcoming-2026-10': 'upcoming --on 2026-10-09 --days 60',
  'article-special-channel': 'search special channel Kuwait',
  'article-industrial-vitamins': 'search industrial vitamins',
  'article-de-facto-monopoly': 'search de facto monopoly',
  'article-redonnet': 'search Redonnet',
  'article-eu-fears': 'search may not be on the list',
  'article-thirty-years': 'search thirty years',
  'article-iea': 'search International Energy Agency',
  'article-no-quick-solution': 'search no quick solution',
  'article-eu-prepares': 'search joint purchasing',
  'article-scmp': 'search EU industry South China Morning Post',
  'article-normal-practice': 'search normal practice',
  'article-global-suspension': 'search Commission suspension worldwide',
  'article-half-approved': 'licensing --region EU --on 2025-11-20',
  'article-talks': 'negotiations --party EU --on 2025-11-20',
  'act-that-suspends': 'why cn-mofcom-2025-70 --on 2025-11-20',
  'act-of-three-measures': 'why cn-mofcom-2024-46 --on 2025-11-20 --region US',
  'act-unconfirmed': 'why cn-mofcom-2025-61 --on 2026-11-20 --region DE',
  'act-before-it-was-public': 'why cn-mofcom-2025-70 --on 2025-11-20 --known-on 2025-10-31',
  'gallium-known-before-its-day': 'why cn-mofcom-2023-23 --on 2023-08-10 --known-on 2023-07-20 --region DE',
  'affiliates-expected-in-force': 'why us-bis-affiliates-2025 --on 2025-11-20 --region NL --expect in-force',
  'magnets-expected-suspended': 'why cn-mofcom-2025-56 --on 2026-11-20 --region KR --expect suspended',
  'diff-of-a-day': 'diff --region US --a on=2025-11-09 --b on=2025-11-10',
  'diff-of-what-was-known': 'diff --region EU --a on=2025-11-05,knownOn=2025-11-05 --b on=2025-11-05',
  'matrix-by-month': 'matrix --regions EU,US --from 2025-10-01 --to 2025-12-31 --step month',
  'readings-contested': 'readings --on 2025-11-20 --contested',
  'nothing-found': 'on 2022-01-01 --region FR --item Ga',
  'nothing-said': 'search unobtainium',
  'log-stat': 'log stat',
  'log-tail': 'log tail --after 340',
  'timeline-of-a-measure': 'timeline --measure cn-mofcom-2025-56',
  'timeline-of-a-bloc': 'timeline --region EU --from 2020-01-01 --to 2025-03-31',
  'measures-of-tariffs': 'measures --issuer US --kind tariff',
  'talks-by-now': 'negotiations',
  'easings-2025-12': 'facilitations --on 2025-12-20',
  'errata-none': 'errata',
  'what-if-extended': 'what-if FOLDER/draft.yaml --on 2026-11-26 --region EU --item holmium',
  'since-nothing': `since ${CITED}`,
  'refused-person': 'statements --person Sefcovik',
  'refused-question': 'on 2025-02-30 --region XX --status bad',
  'refused-measure': 'why cn-mofcom-2025-99',
  help: '--help',
  'help-on': 'on --help',
  'help-why': 'why --help',
  'help-serve': 'serve --help',
  'help-log': 'log --help',
  'help-export': 'export --help',
  'help-import': 'import --help',
  'help-verify': 'verify --help',
  'help-what-if': 'what-if --help',
};

/** A supposed act. */
const DRAFT = `sources:
  page: { publisher: MOFCOM, title: A page, url: https://example.org/99, published: 2026-11-23, reliability: official }
instrument: { id: cn-mofcom-2026-99, issuer: CN, body: MOFCOM, number: 99/2026, day: 2026-11-23, title: MOFCOM Announcement 99/2026 }
entries:
  - id: cn-mofcom-2026-99
    measure.suspension-extended: { through: 2027-11-10 }
    measures: [cn-mofcom-2025-57]
    publishedOn: 2026-11-23
    sources: [{ key: page }]
`;

const bench = new Bench();
const env = { IN_FORCE_RECORD: FOUNDING_RECORD };
beforeAll(() => {
  bench.write({ 'draft.yaml': DRAFT });
  return bench.inforce('log begin', { env });
});
afterAll(() => bench.tearDown());

/** The digest in a citation is of no use to a reader, and another with every word of the record. */
const readable = (out: string): string => out.replace(/^Cite: .*$/gm, 'Cite: …').replace(/ +$/gm, '');

it.each(Object.entries(ASKED))('answers %s as it was read', async (name, command) => {
  const asked = command.replace('FOLDER', bench.folder);
  const { out, err, exit } = await bench.inforce(asked, { columns: 80, env });
  const said = stripVTControlCharacters(out + err).replaceAll(bench.folder, 'FOLDER');
  const text = `$ inforce ${command}\n${readable(said)}`;
  expect({ err: err !== '', crashed: exit > 1 }).toEqual(
    name.startsWith('refused-') ? { err: true, crashed: true } : { err: false, crashed: false },
  );
  expect(said.split('\n').filter((line) => columnsOf(line) > 80 && /\S\s+\S/.test(line) && !line.startsWith('Cite: '))).toEqual([]);
  const wide = await bench.inforce(asked, { env, columns: 100_000 });
  const words = new Set(
    stripVTControlCharacters(wide.out + wide.err)
      .replaceAll(bench.folder, 'FOLDER')
      .split(/\s+/),
  );
  expect(said.split(/\s+/).filter((word) => !words.has(word))).toEqual([]);
  if (process.env.KEEP) writeFileSync(join(KEPT, `${name}.txt`), text);
  expect(text).toBe(readFileSync(join(KEPT, `${name}.txt`), 'utf8'));
});

it('keeps no answer that nobody asks for', () => {
  expect(readdirSync(KEPT).sort()).toEqual(
    Object.keys(ASKED)
      .map((name) => `${name}.txt`)
      .sort(),
  );
});
