import { Confidence, Day, Instrument, Kind, Parts, Rate, Region, Scope, Source, Text } from '@in-force/events';
import { IsOptional } from 'class-validator';
import { z } from 'zod';
import { Is } from './is.js';

/** What the recorder says about any act, beside its data. */
export class ActDto {
  @Is(Day) publishedOn: string;
  @Is(z.array(Source).min(1, 'Every event needs a source.')) sources: Source[];
  @IsOptional() @Is(Instrument) instrument?: Instrument;
  @IsOptional() @Is(Text) summary?: string;
  @IsOptional() @Is(Text) note?: string;
  @IsOptional() @Is(Confidence) confidence?: Confidence;
}

export class AnnouncementDto extends ActDto {
  @Is(Text) title: string;
  @Is(Kind) kind: Kind;
  @Is(Region) issuer: string;
  @Is(Scope) scope: Scope;
  @Is(Day.nullable()) firstDay: string | null;
  @IsOptional() @Is(Day) lastDay?: string;
  @IsOptional() @Is(Rate) rate?: Rate;
  @IsOptional() @Is(z.literal(true)) knownThroughLaterAct?: true;
}

export class AmendmentDto extends ActDto {
  @Is(Day) from: string;
  @IsOptional() @Is(Text) title?: string;
  @IsOptional() @Is(Scope) scope?: Scope;
  @IsOptional() @Is(Rate) rate?: Rate | null;
  @IsOptional() @Is(Day) firstDay?: string | null;
  @IsOptional() @Is(Day) lastDay?: string | null;
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
  @IsOptional() @Is(Parts) parts?: Parts;
}

export class ExtensionDto extends ActDto {
  @IsOptional() @Is(Text) suspension?: string;
  @IsOptional() @Is(Day) from?: string;
  @Is(Day.nullable()) through: string | null;
  @IsOptional() @Is(Parts) parts?: Parts;
}

export class ResumptionDto extends ActDto {
  @Is(Day) from: string;
  @IsOptional() @Is(Parts) parts?: Parts;
}

export class RevocationDto extends ActDto {
  @Is(Day) from: string;
}
