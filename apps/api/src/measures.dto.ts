import { Confidence, Day, Instrument, Kind, Parts, Rate, Region, Scope, Source, Text } from '@in-force/events';
import { z } from 'zod';
import { Is } from './is.js';

/** What the recorder says about any act, beside its data. */
export class ActDto {
  @Is(Day) publishedOn: string;
  @Is(z.array(Source).min(1, 'Every event needs a source.')) sources: Source[];
  @Is(Instrument.optional()) instrument?: Instrument;
  @Is(Text.optional()) summary?: string;
  @Is(Text.optional()) note?: string;
  @Is(Confidence.optional()) confidence?: Confidence;
}

export class AnnouncementDto extends ActDto {
  @Is(Text) title: string;
  @Is(Kind) kind: Kind;
  @Is(Region) issuer: string;
  @Is(Scope) scope: Scope;
  @Is(Day.nullable()) firstDay: string | null;
  @Is(Day.optional()) lastDay?: string;
  @Is(Rate.optional()) rate?: Rate;
  @Is(z.literal(true).optional()) knownThroughLaterAct?: true;
}

export class AmendmentDto extends ActDto {
  @Is(Day) from: string;
  @Is(Text.optional()) title?: string;
  @Is(Scope.optional()) scope?: Scope;
  @Is(Rate.nullable().optional()) rate?: Rate | null;
  @Is(Day.nullable().optional()) firstDay?: string | null;
  @Is(Day.nullable().optional()) lastDay?: string | null;
}

export class StartDto extends ActDto {
  @Is(Day) on: string;
}

export class ExpiryDto extends ActDto {
  @Is(Day) on: string;
}

export class SuspensionDto extends ActDto {
  @Is(Day) from: string;
  @Is(Day.nullable()) through: string | null;
  @Is(Parts.optional()) parts?: Parts;
}

export class ExtensionDto extends ActDto {
  @Is(Text.optional()) suspension?: string;
  @Is(Day.optional()) from?: string;
  @Is(Day.nullable()) through: string | null;
  @Is(Parts.optional()) parts?: Parts;
}

export class ResumptionDto extends ActDto {
  @Is(Day) from: string;
  @Is(Parts.optional()) parts?: Parts;
}

export class RevocationDto extends ActDto {
  @Is(Day) from: string;
}
