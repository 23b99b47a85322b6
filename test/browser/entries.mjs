// A record that is larger than ours, for what must stay smooth: measures that are suspended again and again, and words about them.
const DAY = 86_400_000;
const dayOf = (n) => new Date(Date.UTC(2016, 0, 1) + n * DAY).toISOString().slice(0, 10);
const ISSUERS = ['CN', 'US', 'EU', 'JP', 'KR'];
const SPAN = 3800;

/** How many of a kind each measure has: together ten thousand entries. */
const [MEASURES, SUSPENSIONS, STATEMENTS] = [500, 9, 10];

const sources = [
  {
    publisher: 'Gazette',
    title: 'Notice',
    url: 'https://example.org/notice',
    published: null,
    reliability: 'official',
    supports: 'all of it',
  },
];

function entriesOf(n) {
  const issuer = ISSUERS[Math.floor((n * ISSUERS.length) / MEASURES)];
  const id = `${issuer.toLowerCase()}-made-${String(n).padStart(3, '0')}`;
  const first = (n * 37) % 900;
  const instrument = { id, issuer, body: 'Ministry', number: `${n}`, day: dayOf(first), title: `Order ${n}` };
  const step = Math.floor((SPAN - first) / (SUSPENSIONS + 1));
  const on = (at) => dayOf(first + at);
  return [
    {
      id: `${id}-announced`,
      instrument,
      'measure.announced': {
        title: `Order ${n}: a licence for exports of dysprosium`,
        kind: 'export-licence',
        issuer,
        scope: { regions: ['world'], items: [{ item: 'dysprosium' }] },
        firstDay: on(20),
      },
      publishedOn: on(0),
      sources,
    },
    ...Array.from({ length: SUSPENSIONS }, (_, at) => ({
      id: `${id}-suspended-${at}`,
      instrument,
      measures: [id],
      'measure.suspended': { from: on((at + 1) * step), through: on((at + 1) * step + Math.floor(step / 2)) },
      publishedOn: on((at + 1) * step - 5),
      sources,
    })),
    ...Array.from({ length: STATEMENTS }, (_, at) => ({
      id: `${id}-said-${at}`,
      'statement.made': { title: 'A remark', party: issuer, speaker: 'Ministry', text: `Remark ${at} on order ${n}.`, about: [id] },
      publishedOn: on(Math.floor(((at + 0.3) * (SPAN - first)) / STATEMENTS)),
      sources,
    })),
  ];
}

/** Records ten thousand entries. @returns how many there are. */
export async function recordMany(url, token) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let count = 0;
  for (let n = 0; n < MEASURES; n += 25) {
    const entries = Array.from({ length: 25 }, (_, at) => entriesOf(n + at)).flat();
    const response = await fetch(`${url}/v1/import`, { method: 'POST', headers, body: JSON.stringify({ entries }) });
    if (!response.ok) throw new Error(await response.text());
    count += entries.length;
  }
  return count;
}
