/** The names of months, in English, German, French and Dutch, without diacritics. A short name is read with or without its dot. */
export const MONTHS: readonly string[] = [
  'january jan januar janner jaenner janvier janv januari',
  'february feb februar fevrier fevr februari',
  'march mar marz maerz mrz mars maart mrt',
  'april apr avril avr',
  'may mai mei',
  'june jun juni juin',
  'july jul juli juillet juil',
  'august aug aout augustus',
  'september sep sept septembre',
  'october oct oktober okt octobre',
  'november nov novembre',
  'december dec dezember dez decembre',
];

/** The names of the days of the week, from Sunday, in the same languages. */
export const WEEKDAYS: readonly string[] = [
  'sunday sun sonntag dimanche zondag',
  'monday mon montag lundi maandag',
  'tuesday tue tues dienstag mardi dinsdag',
  'wednesday wed mittwoch mercredi woensdag',
  'thursday thu thur thurs donnerstag jeudi donderdag',
  'friday fri freitag vendredi vrijdag',
  'saturday sat samstag samedi zaterdag',
];
