import type { LicensingReported } from '@in-force/events';
import type { Admission } from './admission.js';

/** Figures are reported as often as anybody gives some. */
export const licensing: Admission<LicensingReported> = { admit() {} };
