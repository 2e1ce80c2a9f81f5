import * as v from 'valibot';

// What ends a text in JSON, begins a placeholder of EventBridge's, or means something in a chat.
const lookalikes: Readonly<Record<string, string>> = {
  '"': '”',
  '\\': '⧵',
  '<': '‹',
  '>': '›',
};

/**
 * Text that stays text wherever it is put: EventBridge fills values into a webhook's template as they
 * are, quotes and line breaks included.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function templateText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/["\\<>]/g, (character) => lookalikes[character] ?? '')
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** Text that needs no escaping; what `templateText` gives back. */
export const TemplateTextSchema = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.regex(/^[^"\\<>\p{C}\p{Zl}\p{Zp}]*$/u, 'would have to be escaped'),
);
