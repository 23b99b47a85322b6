import { Day, ExactDay, FacilitationOpened, Kind, MeasureId, Party, Rate, READINGS, Region } from '@in-force/events';
import {
  type BearsOn as BearsOnByRules,
  COMMITMENT_STATUSES,
  type OpenFacilitation as OpenFacilitationByRules,
  ORDER,
  type PartyReading as PartyReadingByRules,
  type Promised as PromisedByRules,
} from '@in-force/rules';
import { z } from 'zod';
import { exactly, type Given } from './given.js';
import { STATUSES } from './question.js';
import { EventId, Named } from './told.schema.js';

export const Status = z.enum(STATUSES).describe('What a measure is on a day, for a region and an item.');
/** What the texts alone can give. */
export const TextStatus = z.enum(ORDER).exclude(['unconfirmed']);
export const Coverage = z.enum(['full', 'partial', 'entities', 'end-uses']);
const PartyReads = z.enum(READINGS);

/** A measure through which another bears on an item. */
export const Via = z.strictObject({
  id: MeasureId.describe('The id of a measure through which this one bears on the item asked about.'),
  status: Status.describe('The status of that measure under the same question.'),
});
export type Via = Given<typeof Via>;

const BearsOn = exactly<BearsOnByRules>()(
  z.strictObject({
    items: z
      .array(z.string())
      .nullable()
      .describe('The topmost items that lie at or below both the question and the scope; null: all that was asked.'),
    regions: z.array(Region).nullable().describe('The regions treated alike, blocs and world kept whole; null: all that was asked.'),
  }),
);

export const PartyReading = exactly<PartyReadingByRules>()(
  z
    .strictObject({
      party: Party.describe('The party that reads the measure so.'),
      speaker: z.string().describe('Who said it for the party.'),
      reading: PartyReads.describe('How the party reads the measure.'),
      publishedOn: Day.describe('The day on which it said so.'),
      event: EventId.describe('The id of the statement.'),
      source: Named.nullable().describe('The best source of it that was public by knownOn; null where none was.'),
    })
    .describe('How a party reads a measure, and where it said so.'),
);

const CommitmentStanding = z.enum(COMMITMENT_STATUSES);
export const commitmentStanding = CommitmentStanding.describe(
  'How a promise stands that day: open; overdue, where its due day passed and the party’s publications were read that far; unconfirmed, where nobody knows whether it was kept; fulfilled; broken.',
);

export const Promised = exactly<PromisedByRules>()(
  z
    .strictObject({
      party: Party.describe('The party that gave its word.'),
      speaker: z.string().describe('Who gave the word for it.'),
      person: z.string().optional().describe('The human being who gave it, by name.'),
      saidOn: Day.describe('The day on which the word was public.'),
      what: z.string().describe('What is promised.'),
      due: Day.nullable().describe('The day by which it is to be done; null where none was named.'),
      lasting: Day.nullable().describe('The day to which what is promised would last; words, no act; null where none was named.'),
      standing: commitmentStanding,
      event: EventId.describe('The id of the event that says so.'),
    })
    .describe('A promise about a measure, as it stands on the day asked about.'),
);

export const facilitationStanding = z
  .enum(['ahead', 'open', 'over', 'unconfirmed'])
  .describe('How an easing stands that day; unconfirmed where only the calendar ended it, and nobody has looked since.');

export const OpenFacilitation = exactly<OpenFacilitationByRules>()(
  z
    .strictObject({
      id: z.string().describe('The id of the easing.'),
      kind: FacilitationOpened.schema.shape.kind.describe('What sort of easing it is.'),
      title: z.string().describe('What it is called.'),
      regions: z.array(Region).describe('The regions that it is for.'),
      from: Day.describe('Its first day.'),
      through: Day.nullable().describe('Its last day; null where it is open.'),
      standing: facilitationStanding,
      event: EventId.describe('The id of the event that opened it.'),
    })
    .describe('An easing that is open on the day asked about, and leaves the control in force.'),
);

/** A measure as an answer shows it. Every fact but the status is null where nothing announces it at the clocks asked. */
export const Control = z
  .strictObject({
    id: MeasureId.describe('The id of the measure: issuer, body, year, number, and a clause after a dot.'),
    instrument: z.string().describe('The id of the act that made it: the part of its own before the dot.'),
    title: z.string().nullable().describe('What the measure is called, as amended by that day; null where not known.'),
    issuer: Region.nullable().describe('The country or bloc whose measure it is; null where not known.'),
    kind: Kind.nullable().describe('What sort of measure it is; null where not known.'),
    rate: Rate.nullable().describe('How much a tariff or fee takes that day; null where it takes none.'),
    status: Status.describe('The status that day for what was asked, by the acts.'),
    byTerms: TextStatus.nullable().describe(
      'Where the status is unconfirmed: the status that the texts alone give; null under every other status.',
    ),
    asScheduled: z
      .boolean()
      .describe('Whether the day asked about lies after all that the answer can know, so that it shows what is scheduled.'),
    firstDay: Day.nullable().describe('The first day of the measure, planned or real, as spelled; null where it is not fixed.'),
    since: ExactDay.nullable().describe(
      'The first day of this status by the texts (of byTerms where it is unconfirmed); null where open, and where the measure was not announced.',
    ),
    until: ExactDay.nullable().describe('The last day of this status by the texts (of byTerms where it is unconfirmed); null where open.'),
    tookEffect: z
      .boolean()
      .nullable()
      .describe(
        'Whether it bound anyone by the texts on some day up to the day asked about; null while its first day is ahead, and where only unconfirmed days would say so.',
      ),
    coverage: Coverage.nullable().describe(
      'How much of what was asked has this status: full; partial; entities or end-uses, where only listed parties or named uses are bound and the region as such is untouched; null where it does not apply.',
    ),
    bearsOn: z
      .array(BearsOn)
      .nullable()
      .describe('Where coverage is not full: what of the question has this status, one entry for each set of countries treated alike.'),
    via: z
      .array(Via)
      .nullable()
      .describe('Where an item was asked and the scope names dual-use: the measures through which it bears on that item; else null.'),
    frame: z.boolean().describe('Whether it bites only through other measures, as a list of dual-use goods does; lists put it last.'),
    regions: z.array(Region).nullable().describe('The regions that it bears on; null where not known.'),
    except: z.array(Region).nullable().describe('The regions left out of those; null where not known.'),
    entities: z.array(z.string()).nullable().describe('The parties that it is limited to; empty where it is limited to none.'),
    endUses: z.array(z.string()).nullable().describe('The users or uses that it is limited to; empty where it is limited to none.'),
    items: z
      .array(z.string())
      .nullable()
      .describe('The items that it covers, by symbol, slug or code; ["all"] for all goods, empty for no goods.'),
    notes: z.array(z.string()).nullable().describe('What the act says of its own reach, and what nobody has settled about it.'),
    facilitations: z
      .array(OpenFacilitation)
      .nullable()
      .describe('The easings that are open that day for that region; they leave the control in force.'),
    readAs: PartyReads.nullable().describe('How the party named by reading reads the measure; null where it does not, or none was named.'),
    promised: z
      .array(Promised)
      .nullable()
      .describe('The promises about it that are open, overdue or unconfirmed that day; no status rests on them.'),
    contested: z
      .array(PartyReading)
      .nullable()
      .describe('The readings of parties that disagree with the status; they change nothing in it.'),
    because: z.array(EventId).describe('The ids of the events that make the status so, in order.'),
  })
  .describe('A measure as an answer shows it; what is not known of it at the clocks asked is null.');
export type Control = Given<typeof Control>;
