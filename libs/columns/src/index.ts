export { Marks, marked, marksOf } from './bitmap.js';
export { lastAtMost, Places, Table } from './column-table.js';
export { Hashed, Links, Names } from './dictionary.js';
export { type Image, named, numbers, partOf, type Section, texts } from './sections.js';
