/**
 * Text as it may stand in a header, a terminal or one line of a message: control characters break
 * them, and the invisible ones turn text around.
 */
export function oneLine(text: string): string {
  return text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ');
}

const longestSubject = 90;

/** A subject that is not too long; by code point, so that no emoji is cut in half. */
export function shortened(subject: string, longest = longestSubject): string {
  const characters = [...subject];
  return characters.length <= longest ? subject : `${characters.slice(0, longest - 1).join('')}…`;
}
