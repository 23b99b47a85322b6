/** What the explanation says in each case of explain.spec.ts. Reviewed: change a text here only after reading it aloud. */
export const explanations: Readonly<Record<string, readonly string[]>> = {
  'in force': [
    '“Licences for dysprosium” was in force for the United States (dysprosium) on 15 February 2025 (from 1 February 2025 through 31 December 2026).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was to take effect on 1 February 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  suspended: [
    '“Licences for dysprosium” was suspended for France on 15 March 2025 (from 10 March through 30 April 2025), by Announcement 2/2025 (China, 1 March 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was suspended from 10 March through 30 April 2025. (China, Announcement 2/2025, 1 March 2025; source: The Gazette)',
  ],
  'suspended until further notice, before it ever bound anyone': [
    '“Licences for dysprosium” was suspended for France on 15 March 2025 (from 20 January 2025 through 31 December 2026), by Announcement 2/2025 (China, 1 March 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was suspended from 20 January 2025 until further notice. (China, Announcement 2/2025, 1 March 2025; published 20 January 2025; source: The Gazette)',
    'It had bound nobody on any day up to 15 March 2025.',
  ],
  announced: [
    '“Licences for dysprosium” had been announced and did not apply yet on 20 January 2025: its first day was to be 1 February 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'announced, not fixed': [
    '“A measure” had been announced and did not apply yet on 20 January 2025: its first day was not fixed.',
    'It was announced, its first day not yet fixed. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'not announced': [
    '“Licences for dysprosium” was not public yet on 1 January 2025: it was published on 10 January 2025, to apply from 1 February 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'expired by its own terms': [
    '“Licences for dysprosium” will have run out by 1 January 2027, as scheduled: 1 January 2027 is to be the first day without it, by its own terms, set by Announcement 1/2025 (China, 10 January 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The publications of China were read through 31 December 2030: nothing new. (published 31 December 2030; source: The Gazette)',
    '1 January 2027 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'expired as recorded': [
    '“Licences for dysprosium” will have run out by 1 February 2026, as scheduled: 2 January 2026 is to be the first day without it, by Announcement 2/2025 (China, 1 March 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was to run out: 2 January 2026 was to be the first day without it. (China, Announcement 2/2025, 1 March 2025; published 1 January 2026; source: The Gazette)',
    '1 February 2026 lies after all that this answer can know: it shows what is scheduled.',
  ],
  revoked: [
    '“Licences for dysprosium” had been revoked by 1 July 2025: 10 June 2025 was the first day without it, by Announcement 2/2025 (China, 1 March 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was revoked from 10 June 2025. (China, Announcement 2/2025, 1 March 2025; published 1 June 2025; source: The Gazette)',
  ],
  'not applicable for its region': [
    '“Licences for dysprosium” did not apply to Japan on 1 March 2025: it bore on every country but China except Japan.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'not applicable for its item': [
    '“Licences for dysprosium” did not apply to France (gallium) on 1 March 2025: it covered dysprosium.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'not known: nothing announces it': [
    'Nothing that was recorded and public at the clocks asked announces cn-test-1. That is no proof that it did not exist.',
  ],
  'not known: recorded in part': [
    'Whether “A measure” applied to France on 1 March 2025 is not known: its scope was recorded in part, and as far as recorded it bore on the United States.',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'not known: only a later act shows it': [
    'What held on 1 March 2025 is not known: “A measure” is known only through a later act (China, Announcement 1/2025, 10 January 2025; published 10 May 2025; source: The Gazette).',
    'It is known only through a later act; it had started before. (China, Announcement 1/2025, 10 January 2025; published 10 May 2025; source: The Gazette)',
  ],
  'unconfirmed start': [
    'Whether “Licences for dysprosium” applied to France on 15 February 2025 is not known.',
    'By its texts it would: its first day was due to be 1 February 2025, by Announcement 1/2025 (China, 10 January 2025).',
    'The publications of China were last read through 31 January 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The publications of China were read through 31 January 2025: nothing new. (published 31 January 2025; source: The Gazette)',
  ],
  'unconfirmed end of a suspension': [
    'Whether “Licences for dysprosium” applied to France on 15 May 2025 is not known.',
    'By its texts it would: its suspension was due to end on 30 April 2025, by Announcement 2/2025 (China, 1 March 2025).',
    'The publications of China were last read through 15 April 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was to take effect on 1 February 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was suspended from 10 March through 30 April 2025. (China, Announcement 2/2025, 1 March 2025; source: The Gazette)',
    'The publications of China were read through 15 April 2025: nothing new. (published 15 April 2025; source: The Gazette)',
  ],
  'unconfirmed last day, never looked at': [
    'Whether “A measure” applied to France on 15 July 2025 is not known.',
    'By its texts it would not: its last day was due to be 30 June 2025, by Announcement 1/2025 (China, 10 January 2025).',
    'Nobody has recorded a look at the publications of China.',
    'It was announced, to apply from 10 January through 30 June 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'a rate, part of what was asked, and what others say': [
    'Of the Group of Seven, only Germany, France and Italy: “A measure” was in force on 1 March 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was amended from 10 February 2025: its rate is 20 %. (China, Announcement 2/2025, 1 March 2025; published 1 February 2025; source: The Gazette)',
    'Its rate on 1 March 2025: 20 %.',
    'A spokesperson (United States) read it as removed on 15 February 2025 (source: The Gazette); that changes nothing in the status.',
    'The ministry (China) promised on 20 February 2025 (words, no act): It will be suspended. Due by 1 June 2025.',
    'Eased while it stays: A channel (special channel, from 25 February through 31 December 2025).',
  ],
  'listed entities': [
    '“A measure” was in force for the United States on 1 March 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It bound dealings with the listed entities only and left the region as such untouched.',
    'On its reach: one named company.',
  ],
  'named uses': [
    '“A measure” was in force for the United States on 1 March 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It bound named users or uses only and left the region as such untouched.',
  ],
  'as scheduled, for a region nobody has settled': [
    '“A measure” will be in force for Hong Kong on 1 March 2025, as scheduled (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'Whether Chinese acts for all destinations bind exports to Hong Kong, Macao and Taiwan has not been researched; they are counted under world.',
    '1 March 2025 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'in force on the last day that is known': [
    '“Licences for dysprosium” is in force for the United States on 15 February 2025 (from 1 February 2025 through 31 December 2026).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The publications of China were read through 31 December 2030.',
  ],
  'in force ahead': [
    '“Licences for dysprosium” will be in force for the United States on 15 February 2025, as scheduled (from 1 February 2025 through 31 December 2026).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The publications of China were read through 10 February 2025: nothing new. (published 10 February 2025; source: The Gazette)',
    '15 February 2025 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'suspended ahead': [
    '“Licences for dysprosium” will be suspended for France on 15 March 2025, as scheduled (from 10 March through 30 April 2025), by Announcement 2/2025 (China, 1 March 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was suspended from 10 March through 30 April 2025. (China, Announcement 2/2025, 1 March 2025; source: The Gazette)',
    '15 March 2025 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'revoked ahead': [
    '“Licences for dysprosium” will have been revoked by 1 July 2025, as scheduled: 10 June 2025 is to be the first day without it, by Announcement 2/2025 (China, 1 March 2025).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was revoked from 10 June 2025. (China, Announcement 2/2025, 1 March 2025; published 1 June 2025; source: The Gazette)',
    '1 July 2025 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'unconfirmed ahead': [
    'Whether “Licences for dysprosium” will apply to France on 15 May 2025 is not known.',
    'By its texts it would: its suspension was due to end on 30 April 2025, by Announcement 2/2025 (China, 1 March 2025).',
    'The publications of China were last read through 15 April 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'It was suspended from 10 March through 30 April 2025. (China, Announcement 2/2025, 1 March 2025; source: The Gazette)',
    'The publications of China were read through 15 April 2025: nothing new. (published 15 April 2025; source: The Gazette)',
    '15 May 2025 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'unconfirmed on the last day that is known': [
    'Whether “Licences for dysprosium” applies to France on 15 February 2025 is not known.',
    'By its texts it would: its first day was due to be 1 February 2025, by Announcement 1/2025 (China, 10 January 2025).',
    'The publications of China were last read through 31 January 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The publications of China were read through 31 January 2025: nothing new. (published 31 January 2025; source: The Gazette)',
  ],
  'one thing of what was asked': [
    'Of antimony, only gallium antimonide: “Licences for gallium” was in force for Germany on 15 February 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'many things of what was asked, in some countries': [
    'Of rare earths, 7 items such as samarium and gadolinium, for only Germany and France: “Licences for seven” was in force on 15 February 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'a list through another act': [
    '“The list” was in force for Germany (holmium) on 15 February 2025 (from 10 January 2025).',
    'It bore on holmium through other acts of China: Announcement 1/2025 (China, 10 January 2025).',
    'It was announced, to apply from 5 January 2025. (China, The list of 2025, 5 January 2025; source: The Gazette)',
    '“Licences for holmium” was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
  ],
  'weak sources and one that nobody opened': [
    '“A measure” was in force for France on 15 February 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: Lawyers)',
  ],
  'weak sources, before the lawyers wrote': [
    '“A measure” was in force for France on 15 February 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: A blog)',
  ],
  'only an address that nobody opened': [
    '“A measure” was in force for France on 15 February 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; no source that was read by then)',
  ],
  'words and easings whose day has passed, and nobody looked': [
    '“A measure” was in force for Germany on 1 July 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The ministry (China) promised on 20 February 2025 (words, no act): It will be suspended. Due by 1 June 2025. Whether it was kept is not known.',
    'Eased while it stays: A channel (special channel, from 25 February 2025). It was due to end on 31 May 2025; whether it did is not known.',
  ],
  'words whose day has passed, and somebody looked': [
    '“A measure” was in force for Germany on 1 July 2025 (from 10 January 2025).',
    'It was announced, to apply from 10 January 2025. (China, Announcement 1/2025, 10 January 2025; source: The Gazette)',
    'The ministry (China) promised on 20 February 2025 (words, no act): It will be suspended. Due by 1 June 2025. That day has passed, and nothing was found that kept it.',
  ],
};
