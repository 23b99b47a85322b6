/** What Chinese acts are called, and how their titles here say it: longer names first. */
export const ACT_WORDS: readonly (readonly [chinese: string, english: string])[] = [
  ['国务院关税税则委员会', 'tariff commission'],
  ['税委会', 'tariff commission'],
  ['商务部', 'mofcom'],
  ['海关总署', 'gacc'],
  ['科技部', 'most'],
  ['科学技术部', 'most'],
  ['交通运输部', 'ministry of transport'],
  ['工业和信息化部', 'ministry of industry'],
  ['国务院', 'state council'],
  ['不可靠实体清单', 'unreliable entity list'],
  ['公告', 'announcement'],
  ['行政令', 'executive order'],
  ['国令', 'decree'],
  ['令', 'order'],
  ['联合', ''],
  ['年第', ' '],
  ['第', ' '],
  ['号', ' '],
  ['年', ' '],
];

/** Words between the parts of an act’s number that name nothing. */
export const SMALL_WORDS: ReadonlySet<string> = new Set('no nr number of the and act year in'.split(' '));
