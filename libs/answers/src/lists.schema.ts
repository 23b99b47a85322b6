import { Day, type EventType, Kind, ListedItem, MeasureId, Quote, Rate, Reading, Region, SUBJECTS } from '@in-force/events';
import { z } from 'zod';
import { next, sealed } from './answer.schema.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { EVENT_TYPES, EventId, Measures, Moment, told } from './told.schema.js';

/** The exact words of a source, in the language that it has them in, and whose page shows them. */
const Quoted = z.strictObject({
  ...Quote.shape,
  publisher: z.string().describe('Who published the page that shows the words.'),
  url: z.url().nullable().describe('Where that page stands; null where only a headline was seen.'),
});
export type Quoted = Given<typeof Quoted>;

export const Statement = z
  .strictObject({
    id: z.string().describe('The id of the statement.'),
    title: z.string().describe('What the statement is called.'),
    party: Region.nullable().describe('The country or bloc for which it was said; null where it was said for none.'),
    speaker: z.string().describe('Who said it.'),
    person: z.string().nullable().describe('The human being who said it, by name; null where not known.'),
    text: z.string().describe('What was said, as the record tells it.'),
    quotes: z.array(Quoted).describe('What was said, word for word, where a source has it.'),
    claim: z.string().nullable().describe('What it claims to be so, in short; null where it claims nothing.'),
    about: Measures.describe('The ids of the measures that it speaks of.'),
    refersTo: z.array(z.string()).describe('The rounds, statements and easings that it speaks of, by their ids.'),
    items: z.array(ListedItem).describe('The items that it speaks of.'),
    readings: z.array(Reading).describe('How it reads measures: in force, suspended, removed or unclear.'),
    ...told,
  })
  .describe('What a party or a person said. It changes no status.');
export type Statement = Given<typeof Statement>;

export const ListedAct = z
  .strictObject({
    id: z.string().describe('The id of the act: issuer, body, year, number.'),
    issuer: Region.describe('The country or bloc whose act it is.'),
    body: z.string().describe('The authority that issued it.'),
    number: z.string().nullable().describe('Its number; null where it has none, or none was found.'),
    day: Day.describe('The day that it bears.'),
    title: z.string().describe('What the act is called.'),
    made: Measures.describe('The ids of the measures that it made.'),
    touched: Measures.describe('The ids of the measures that it made, changed, suspended or ended.'),
    ...told,
  })
  .describe('A legal act, with the measures that it made and those that it touched; their status is asked of each.');
export type ListedAct = Given<typeof ListedAct>;

export const ListedMeasure = z
  .strictObject({
    id: MeasureId.describe('The id of the measure.'),
    instrument: z.string().describe('The id of the act that made it.'),
    title: z.string().describe('What the measure is called, as amended by that day.'),
    issuer: Region.describe('The country or bloc whose measure it is.'),
    kind: Kind.describe('What sort of measure it is.'),
    rate: Rate.nullable().describe('How much a tariff or fee takes that day; null where it takes none.'),
    firstDay: Day.nullable().describe('The first day of the measure, planned or real, as spelled; null where it is not fixed.'),
    regions: z.array(Region).describe('The regions that it bears on.'),
    except: z.array(Region).describe('The regions left out of those.'),
    items: z.array(z.string()).describe('The items that it lists, by symbol, slug or code; ["all"] for all goods, empty for no goods.'),
    limitedTo: z.array(z.string()).describe('Those to whom, or to whose use, it is limited; empty where it is limited to none.'),
    ...told,
  })
  .describe('A measure by its terms on the day asked about, whatever its status.');
export type ListedMeasure = Given<typeof ListedMeasure>;

export const VocabularyItem = z
  .strictObject({
    slug: z.string().describe('What questions and files name it by.'),
    name: z.string().describe('What it is called.'),
    symbol: z.string().nullable().describe('The symbol of an element; null for what is none.'),
    aliases: z.array(z.string()).describe('Other names by which questions find it.'),
    above: z.array(z.string()).describe('The slugs of the items directly above it.'),
    below: z.array(z.string()).describe('The slugs of the items directly below it.'),
    codes: z.array(z.string()).describe('The codes of control lists under which known measures list it.'),
    hs: z.array(z.string()).describe('The codes of the Harmonized System, or of a tariff below it, under which known measures list it.'),
  })
  .describe('Something that is controlled, as questions and scopes name it.');
export type VocabularyItem = Given<typeof VocabularyItem>;

export const ListedRegion = z
  .strictObject({
    code: Region.describe('What questions and files name it by.'),
    name: z.string().describe('What it is called.'),
    kind: z.enum(['country', 'bloc', 'world']).describe('Whether it is a country, a bloc or the world.'),
    members: z.array(Region).nullable().describe('The members of a bloc that day; null for what is none.'),
    blocs: z.array(Region).nullable().describe('The blocs that a country belongs to that day; null for what is none.'),
    city: z.string().nullable().describe('Where it sits; null without a seat.'),
    zone: z.string().describe('The time zone in which its days are counted.'),
  })
  .describe('A country, a bloc or the world, as it stands on the day asked about.');
export type ListedRegion = Given<typeof ListedRegion>;

const Changed = z.strictObject({
  field: z.string().describe('A field of the event: data.firstDay, publishedOn.'),
  before: z.unknown().describe('What it said before; null where it said nothing.'),
  after: z.unknown().describe('What it says since; null where it says nothing.'),
});
/** A fact of an event that a correction or a retraction made another. */
export type Changed = Given<typeof Changed>;

export const Erratum = z
  .strictObject({
    what: z.enum(['corrected', 'retracted']).describe('Whether the event was corrected or retracted.'),
    recordedAt: Moment.describe('When the record was mended.'),
    reason: z.string().describe('Why it was mended.'),
    of: EventId.describe('The id of the event that was wrong.'),
    type: z.enum(EVENT_TYPES as [EventType]).describe('The type of that event, as it was recorded.'),
    subject: z.enum(SUBJECTS).describe('The subject of the record that it is of.'),
    id: z.string().describe('The id of that subject.'),
    measures: Measures.describe('The ids of the measures that it bore on, before or after.'),
    changed: z.array(Changed).describe('The fields of it that differ.'),
    standing: z.boolean().describe('Whether the mending still counts: false once it was itself retracted.'),
    ...told,
  })
  .describe('A correction or a retraction: what the record had wrong, and what it says since.');
export type Erratum = Given<typeof Erratum>;

export const StatementsAnswer = z
  .strictObject({
    asked: askedOf('statements'),
    statements: z.array(Statement).describe('What was said, by the day on which it was public.'),
    next,
    ...sealed,
  })
  .describe('Who said what.');
export const InstrumentsAnswer = z
  .strictObject({
    asked: askedOf('instruments'),
    instruments: z.array(ListedAct).describe('The acts, by the day that they bear.'),
    next,
    ...sealed,
  })
  .describe('Acts, with the measures that they made and touched.');
export const MeasuresAnswer = z
  .strictObject({
    asked: askedOf('measures'),
    measures: z.array(ListedMeasure).describe('The measures that are known, in order of id.'),
    next,
    ...sealed,
  })
  .describe('The measures that there are, whatever their status.');
export const ItemsAnswer = z
  .strictObject({
    asked: askedOf('items'),
    items: z.array(VocabularyItem).describe('The items of the vocabulary; where one was asked about, those at, above and below it.'),
    next,
    ...sealed,
  })
  .describe('The items of the vocabulary, with their codes.');
export const RegionsAnswer = z
  .strictObject({
    asked: askedOf('regions'),
    regions: z.array(ListedRegion).describe('The world, the blocs and the countries; where one was asked about, it and its countries.'),
    next,
    ...sealed,
  })
  .describe('Countries and blocs with their members.');
export const ErrataAnswer = z
  .strictObject({
    asked: askedOf('errata'),
    errata: z.array(Erratum).describe('What was mended, newest first.'),
    next,
    ...sealed,
  })
  .describe('Corrections and retractions, newest first.');
