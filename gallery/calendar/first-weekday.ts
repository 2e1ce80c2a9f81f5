/** The weekday on which the owner's weeks begin, from 1, Monday, to 7; Monday where nobody knows. */
export function firstWeekday(): number {
  const locale: object = new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale);
  const info: unknown =
    'getWeekInfo' in locale && typeof locale.getWeekInfo === 'function'
      ? locale.getWeekInfo()
      : 'weekInfo' in locale && locale.weekInfo;
  if (typeof info !== 'object' || info === null || !('firstDay' in info)) return 1;
  return typeof info.firstDay === 'number' ? info.firstDay : 1;
}
