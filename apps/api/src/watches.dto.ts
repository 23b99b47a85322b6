import { TOLD_CAUSES } from '@in-force/desk';
import { z } from 'zod';
import { Is } from './is.js';

const Title = z.string().trim().min(1).max(200).nullable();
const To = z.string().min(1).max(2_000).nullable();

/** What a new watch is to be. */
export class WatchDto {
  @Is(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))) question: Record<string, unknown>;
  @Is(Title.optional()) title?: string | null;
  @Is(To.optional()) to?: string | null;
  @Is(z.array(z.enum(TOLD_CAUSES)).min(1).optional()) causes?: (typeof TOLD_CAUSES)[number][];
  @Is(z.array(z.string()).min(1).optional()) lead?: string[];
  @Is(z.string().min(1).optional()) after?: string;
}

/** What is to become of a watch. */
export class WatchChangeDto {
  @Is(Title.optional()) title?: string | null;
  @Is(To.optional()) to?: string | null;
  @Is(z.enum(['active', 'paused']).optional()) state?: 'active' | 'paused';
}

/** Which deliveries are to be sent once more. */
export class ReplayDto {
  @Is(z.int().min(1)) from: number;
  @Is(z.int().min(1).optional()) through?: number;
}
