export { Bitmap, isSet } from './bitmap.js';
export { ColumnTable } from './column-table.js';
export { Dictionary } from './dictionary.js';
export { HashIndex } from './hash-index.js';
export { PostingLists } from './posting-lists.js';
export { bytesOf, floatsOf, intsOf, type Section, type Sections, sectionsUnder, textsOf, withPrefix } from './sections.js';
export { ByteVector, FloatVector, IntVector } from './vector.js';
