import { type ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { loadFoundingRecord } from '@in-force/engine';
import { opened } from '../kit/engine.js';
import { NOW } from '../kit/record.js';

/** What readers ask of the founding record, and what the acts answer. */
describe('the founding record, asked', () => {
  let controls: ControlsInForce;
  beforeAll(async () => {
    const { engine, ...rest } = await opened();
    controls = rest.controls;
    await loadFoundingRecord(engine);
  });
  const ask = (id: string, parameters: Readonly<Record<string, string>>) =>
    controls.measure(id, parseQuestion(parameters, NOW, PARAMETERS.measure));

  it.each([
    // magnets: the April controls reach them through their dysprosium, terbium and samarium
    ['cn-mofcom-2025-18', '2025-06-01', 'DE', 'rare-earth-magnets', 'in-force', 'partial'],
    ['cn-mofcom-2025-18', '2025-06-01', 'DE', 'ndfeb-magnets', 'in-force', 'partial'],
    ['cn-mofcom-2025-18', '2025-06-01', 'DE', 'rare-earth-targets', 'in-force', 'partial'],
    ['cn-mofcom-2025-18', '2025-06-01', 'DE', 'smco-magnets', 'in-force', 'full'],
    ['cn-mofcom-2025-18', '2025-11-20', 'FR', 'dysprosium', 'in-force', 'full'],
    ['cn-mofcom-2025-57', '2025-10-20', 'DE', 'rare-earth-magnets', 'announced', 'partial'],
    // antimony: only gallium antimonide until Announcement 33/2024
    ['cn-mofcom-2023-23', '2023-09-01', 'DE', 'antimony', 'in-force', 'partial'],
    ['cn-mofcom-2023-23', '2023-09-01', 'DE', 'gallium-antimonide', 'in-force', 'full'],
    ['cn-mofcom-2023-23', '2023-09-01', 'DE', 'antimony-metal', 'not-applicable', null],
    ['cn-mofcom-2024-33', '2023-09-01', 'DE', 'antimony', 'not-announced', 'partial'],
    ['cn-mofcom-2024-33', '2024-09-15', 'DE', 'antimony-metal', 'in-force', 'full'],
    ['cn-mofcom-2025-68', '2026-06-01', 'DE', 'organic-antimony', 'not-applicable', null],
    // graphite and batteries: the suspension ran out, and nobody has looked
    ['cn-mofcom-2023-39', '2026-11-20', 'EU', 'graphite', 'in-force', 'partial'],
    ['cn-mofcom-2025-58', '2026-11-20', 'EU', 'graphite', 'unconfirmed', 'partial'],
    ['cn-mofcom-2025-58', '2026-11-20', 'EU', 'lithium-ion-batteries', 'unconfirmed', 'full'],
    ['cn-mofcom-2025-58', '2026-11-20', 'EU', 'cobalt', 'unconfirmed', 'partial'],
    // drones: everywhere since September 2024, more strictly to the US since August 2026
    ['cn-mofcom-2024-31', '2026-08-26', 'CA', 'drones', 'in-force', 'full'],
    ['cn-mofcom-2024-31', '2026-08-26', 'US', 'drone-parts', 'in-force', 'full'],
    ['cn-mofcom-2026-34', '2026-08-26', 'US', 'drones', 'in-force', 'full'],
    ['cn-mofcom-2026-34', '2026-08-26', 'CA', 'drones', 'not-applicable', null],
    // gallium to the US, a week after Announcement 46/2024
    ['cn-mofcom-2024-46.2', '2024-12-10', 'US', 'gallium', 'in-force', 'full'],
    ['cn-mofcom-2023-23', '2024-12-10', 'US', 'gallium', 'in-force', 'partial'],
    ['cn-mofcom-2024-46.2', '2024-12-10', 'VN', 'gallium', 'not-applicable', null],
    ['cn-mofcom-2024-46.2', '2026-11-20', 'US', 'gallium', 'suspended', 'full'],
    // nickel and cobalt stand in alloys and magnets, which are items of another metal
    ['cn-mofcom-2025-10', '2025-12-01', 'EU', 'nickel', 'not-applicable', null],
    ['cn-mofcom-2025-18', '2025-12-01', 'EU', 'cobalt', 'not-applicable', null],
  ] as [string, string, string, string, string, string | null][])(
    '%s on %s for %s, %s: %s, %s',
    (id, on, region, item, status, coverage) => {
      expect(ask(id, { on, region, item })).toMatchObject({ status, coverage });
    },
  );

  it.each([
    ['us-bis-affiliates-2025', { on: '2025-10-15', region: 'NL' }, 'in-force', 'entities'],
    ['us-bis-affiliates-2025', { on: '2025-11-20', region: 'CN' }, 'suspended', 'entities'],
    ['us-s301-2026-forced-labour.a', { on: '2026-08-01', region: 'GB' }, 'in-force', 'full'],
    ['us-s301-2026-forced-labour.b', { on: '2026-08-01', region: 'DE' }, 'in-force', 'full'],
    ['us-s301-2026-forced-labour.c', { on: '2026-08-01', region: 'JP' }, 'in-force', 'full'],
    ['us-s301-2026-forced-labour.d', { on: '2026-08-01', region: 'CN' }, 'in-force', 'full'],
    ['us-s301-2026-forced-labour.d', { on: '2026-08-01', region: 'UY' }, 'not-known', null],
    ['us-eo-14257.10', { on: '2025-04-05', region: 'CN' }, 'in-force', 'full'],
    ['us-eo-14257.24', { on: '2025-04-05', region: 'CN' }, 'announced', 'full'],
    ['us-eo-14257.24', { on: '2025-04-09', region: 'CN' }, 'in-force', 'full'],
    ['cn-dualuse-reg-2024', { on: '2024-11-01', knownOn: '2024-11-01' }, 'announced', 'full'],
    ['cn-mofcom-2024-51', { on: '2024-11-18', knownOn: '2024-11-18' }, 'not-known', null],
    ['us-dfars-252-225-7052', { on: '2026-11-20', region: 'CN', item: 'tungsten' }, 'announced', 'full'],
    ['us-1260h-2026-06', { on: '2026-06-09', region: 'CN' }, 'not-known', null],
  ] as [string, Record<string, string>, string, string | null][])('%s, asked %j: %s, %s', (id, parameters, status, coverage) => {
    expect(ask(id, parameters)).toMatchObject({ status, coverage });
  });
});
