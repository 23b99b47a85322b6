export { Bitmap, bitmapFor, isSet } from './bitmap.js';
export { ColumnTable, IntVector, lastAtMost } from './column-table.js';
export { Dictionary, HashIndex, PostingLists } from './dictionary.js';
export { intsOf, type Section, type Sections, sectionsUnder, textsOf, withPrefix } from './sections.js';
