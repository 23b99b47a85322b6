import { isOpen, openLookup, targetFault } from '@in-force/desk';

/** Addresses that are this machine, this network, or nobody's, in spellings that were used to get around checks. */
const CLOSED = [
  ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '127.0.0.1.', '127.255.255.254'],
  ...['0.0.0.0', '0', '0.0.0.1', '10.0.0.1', '10.255.255.255', '0xa.0.0.1', '012.0.0.1', '167772161', '172.16.0.1', '172.31.255.255'],
  ...['192.168.0.1', '192.168.1.1', '3232235777', '0xc0a80101', '169.254.169.254', '169.254.0.1', '0xa9fea9fe', '2852039166', '100.64.0.1'],
  ...[
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '１２７.０.０.１',
    '①②⑦.0.0.1',
  ],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:10.0.0.1]', '[::127.0.0.1]', '[::a00:1]'],
  ...[
    '[fe80::1]',
    '[fc00::1]',
    '[fd12:3456:789a::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::7f00:1]',
  ],
  ...['[2002:7f00:1::]', '[2002:a00:1::]', '[2001::1]', '[2001:db8::1]', '[100::1]', '[5f00::1]'],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'router.lan',
    'intranet',
    'x.home.arpa',
  ],
];

it('has at least 60 of them', () => expect(CLOSED.length).toBeGreaterThanOrEqual(60));

it.each(CLOSED)('refuses https://%s/ when a watch is made', (host) => {
  expect(targetFault(`https://${host}/hook`, 'public')).toMatch(/is no public address/);
});

it.each([
  'https://example.org/hook',
  'https://example.org:8443/',
  'https://93.184.215.14/',
  'https://[2606:2800:220:1::1]/',
  'https://münchen.example/',
])('takes %s', (to) => expect(targetFault(to, 'public')).toBeNull());

it.each([
  ['http://example.org/', /Deliveries go to https/],
  ['ftp://example.org/', /Deliveries go to https/],
  ['file:///etc/passwd', /Deliveries go to https/],
  ['example.org', /is no URL/],
  ['https://user:word@example.org/', /Leave out name and password/],
])('refuses %s', (to, why) => expect(targetFault(to, 'public')).toMatch(why));

it('lets this machine through, and no other private address, where IN_FORCE_WEBHOOKS is local', () => {
  for (const to of ['http://127.0.0.1:8080/', 'http://localhost:8080/', 'https://[::1]/', 'http://example.org/'])
    expect(targetFault(to, 'local')).toBeNull();
  for (const to of ['http://10.0.0.1/', 'https://192.168.0.1/', 'https://169.254.169.254/', 'http://0.0.0.0/', 'https://intranet/'])
    expect(targetFault(to, 'local')).toMatch(/is no public address/);
});

it('knows addresses by what they are, not by how they are spelled', () => {
  expect(['8.8.8.8', '2001:4860:4860::8888'].map((address) => isOpen(address, 'public'))).toEqual([true, true]);
  expect(['::ffff:8.8.8.8', 'nonsense', '', '::1', '::ffff:192.168.0.1'].map((address) => isOpen(address, 'public'))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

describe('a look-up of a name', () => {
  const found = (addresses: readonly string[]) =>
    new Promise<unknown>((resolve) => {
      const resolver = (_: string, __: unknown, done: (error: null, found: unknown) => void) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      openLookup('public', resolver as never)('rebinding.example', { all: true }, (error, one) => resolve(error?.message ?? one));
    });

  it('gives the addresses that were checked', async () => {
    expect(await found(['8.8.8.8', '2001:4860:4860::8888'])).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2001:4860:4860::8888', family: 6 },
    ]);
  });

  it.each([[['127.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['::ffff:127.0.0.1']], [['fe80::1%eth0']], [[]]])(
    'refuses %j',
    async (addresses) => {
      expect(await found(addresses)).toMatch(/^rebinding\.example resolves to .*, which is no public address\.$/);
    },
  );
});
