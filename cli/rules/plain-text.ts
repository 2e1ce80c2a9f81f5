/** Text from pictures and cameras as a terminal may show it: on one line, and turning nothing around. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ');
}

/** A moment in a zone, as `2026-11-20 14:02:11`. */
export function momentText(instant: string, timeZone: string): string {
  const style = { dateStyle: 'short', timeStyle: 'medium', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', style).format(new Date(instant));
}
