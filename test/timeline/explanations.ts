/** What the explanation says in each case of explain.spec.ts. Reviewed: change a text here only after reading it aloud. */
export const explanations: Readonly<Record<string, readonly string[]>> = {
  'in force': [
    'On 15 February 2025 “Licences for dysprosium” is in force for the United States (Dy) from 1 February 2025 through 31 December 2026.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It took effect on 1 February 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  suspended: [
    'On 15 March 2025 “Licences for dysprosium” is suspended for France from 10 March 2025 through 30 April 2025 (Announcement 2/2025; published 1 March 2025; source: The Gazette).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It was suspended from 10 March 2025 through 30 April 2025. (Announcement 2/2025; published 1 March 2025; source: The Gazette)',
  ],
  'suspended until further notice, before it ever bound anyone': [
    'On 15 March 2025 “Licences for dysprosium” is suspended for France from 20 January 2025 through 31 December 2026 (Announcement 2/2025; published 20 January 2025; source: The Gazette).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It was suspended from 20 January 2025 until further notice. (Announcement 2/2025; published 20 January 2025; source: The Gazette)',
    'It has bound nobody on any day up to 15 March 2025.',
  ],
  announced: [
    'On 20 January 2025 “Licences for dysprosium” is announced and does not apply yet: its first day is 1 February 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'announced, not fixed': [
    'On 20 January 2025 “A measure” is announced and does not apply yet: its first day is not fixed.',
    'It was announced, its first day not yet fixed. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'not announced': [
    'On 1 January 2025 “Licences for dysprosium” was not public yet: it was published on 10 January 2025, to apply from 1 February 2025.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'expired by its own terms': [
    'On 1 January 2027 “Licences for dysprosium” has run out: 1 January 2027 is the first day without it, by its own terms (Announcement 1/2025; published 10 January 2025; source: The Gazette).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'The publications of China were read through 31 December 2030: nothing new. (published 31 December 2030; source: The Gazette)',
    '1 January 2027 lies after all that this answer can know: it shows what is scheduled.',
  ],
  'expired as recorded': [
    'On 1 February 2026 “Licences for dysprosium” has run out: 2 January 2026 is the first day without it, by a recorded expiry (Announcement 2/2025; published 1 January 2026; source: The Gazette).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It expired: 2 January 2026 was the first day without it. (Announcement 2/2025; published 1 January 2026; source: The Gazette)',
    '1 February 2026 lies after all that this answer can know: it shows what is scheduled.',
  ],
  revoked: [
    'On 1 July 2025 “Licences for dysprosium” is revoked: 10 June 2025 is the first day without it (Announcement 2/2025; published 1 June 2025; source: The Gazette).',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It was revoked: 10 June 2025 is the first day without it. (Announcement 2/2025; published 1 June 2025; source: The Gazette)',
  ],
  'not applicable for its region': [
    '“Licences for dysprosium” does not apply to Japan on 1 March 2025: it bears on every country but the issuer’s except Japan and covers Dy.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'not applicable for its item': [
    '“Licences for dysprosium” does not apply to France (Ga) on 1 March 2025: it bears on every country but the issuer’s except Japan and covers Dy.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'not known: nothing announces it': [
    'Nothing that was recorded and public at the clocks asked announces cn-test-1. That is no proof that it did not exist.',
  ],
  'not known: recorded in part': [
    'Whether “A measure” applies to France is not known: its scope was recorded in part, and it bears on the United States and covers all goods as far as recorded.',
    'It was announced, to apply from 10 January 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'not known: only a later act shows it': [
    'What held on 1 March 2025 is not known: “A measure” is known only through a later act (Announcement 1/2025; published 10 May 2025; source: The Gazette).',
    'It is known only through a later act; it had started before. (Announcement 1/2025; published 10 May 2025; source: The Gazette)',
  ],
  'unconfirmed start': [
    'On 15 February 2025 it is unconfirmed what holds of “Licences for dysprosium” for France. By the texts alone it is in force for France from 1 February 2025 through 31 December 2026.',
    'Only the calendar says that its first day, 1 February 2025, came (Announcement 1/2025; published 10 January 2025; source: The Gazette); the publications of China were last read through 31 January 2025, and no act on this measure published since confirms it.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'The publications of China were read through 31 January 2025: nothing new. (published 31 January 2025; source: The Gazette)',
  ],
  'unconfirmed end of a suspension': [
    'On 15 May 2025 it is unconfirmed what holds of “Licences for dysprosium” for France. By the texts alone it is in force for France from 1 May 2025 through 31 December 2026.',
    'Only the calendar says that its suspension ran out, 1 May 2025 being the first day without it (Announcement 2/2025; published 1 March 2025; source: The Gazette); the publications of China were last read through 15 April 2025, and no act on this measure published since confirms it.',
    'It was announced, to apply from 1 February 2025 through 31 December 2026. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It took effect on 1 February 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It was suspended from 10 March 2025 through 30 April 2025. (Announcement 2/2025; published 1 March 2025; source: The Gazette)',
    'The publications of China were read through 15 April 2025: nothing new. (published 15 April 2025; source: The Gazette)',
  ],
  'unconfirmed last day, never looked at': [
    'On 15 July 2025 it is unconfirmed what holds of “A measure” for France. By the texts alone it has run out: 1 July 2025 is the first day without it, by its own terms (Announcement 1/2025; published 10 January 2025; source: The Gazette).',
    'Only the calendar says that its last day passed, 1 July 2025 being the first day without it (Announcement 1/2025; published 10 January 2025; source: The Gazette); nobody has recorded a look at the publications of China, and no act on this measure published since confirms it.',
    'It was announced, to apply from 10 January 2025 through 30 June 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
  ],
  'a rate, part of what was asked, and what others say': [
    'On 1 March 2025 “A measure” is in force for the Group of Seven since 10 January 2025.',
    'It was announced, to apply from 10 January 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It was amended from 10 February 2025: its rate is 20 %. (Announcement 2/2025; published 1 February 2025; source: The Gazette)',
    'Its rate that day is 20 %.',
    'This holds for a part of what was asked: another part has another status, or lies outside its scope.',
    'A spokesperson (US) reads it as removed, since 15 February 2025 (source: The Gazette); that changes nothing in the status.',
    'Promised, not an act: The ministry (CN), 20 February 2025: It will be suspended. Due 1 June 2025.',
    'Eased while it stays: A channel (special-channel, from 25 February 2025 through 31 December 2025).',
  ],
  'listed entities': [
    'On 1 March 2025 “A measure” is in force for the United States since 10 January 2025.',
    'It was announced, to apply from 10 January 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It binds dealings with the listed entities only and leaves the region as such untouched.',
    'one named company',
  ],
  'named uses': [
    'On 1 March 2025 “A measure” is in force for the United States since 10 January 2025.',
    'It was announced, to apply from 10 January 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'It binds named users or uses only and leaves the region as such untouched.',
  ],
  'as scheduled, for a region nobody has settled': [
    'On 1 March 2025 “A measure” is in force for Hong Kong since 10 January 2025.',
    'It was announced, to apply from 10 January 2025. (Announcement 1/2025; published 10 January 2025; source: The Gazette)',
    'Whether Chinese acts for all destinations bind exports to Hong Kong, Macao and Taiwan has not been researched; they are counted under world.',
    '1 March 2025 lies after all that this answer can know: it shows what is scheduled.',
  ],
};
