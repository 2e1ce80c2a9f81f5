import type { Alert } from '../../runtime/alert-channel.ts';
import { oneLine } from '../../runtime/one-line.ts';
import { mailPage } from './mail-page.ts';

/** What a message says, whatever becomes of it: a page, a plain text, or the beginning of one. */
export type MessageContent = {
  readonly kind: Alert['kind'];
  readonly severity: Alert['severity'];
  readonly title: string;
  readonly when?: string;
  /** One of the alert's pictures. */
  readonly picture?: { readonly contentId: string; readonly alt: string };
  readonly paragraphs?: readonly string[];
  readonly reasons?: { readonly heading: string; readonly items: readonly string[] };
  readonly labels?: readonly LabelRow[];
  readonly link?: { readonly url: string; readonly text: string };
  readonly footer?: string;
};

export type LabelRow = {
  readonly name: string;
  readonly confidence: number;
  readonly rang: boolean;
};

/** A message as a mail shows it and as a plain text; no name in it breaks a line or a page. */
export function wordMessage(content: MessageContent): Pick<Alert, 'text' | 'html'> {
  const clean = cleaned(content);
  return { text: plainText(clean), html: mailPage(clean) };
}

function cleaned(content: MessageContent): MessageContent {
  const { title, when, paragraphs, reasons, labels, footer, picture } = content;
  return {
    ...content,
    title: oneLine(title),
    ...(when && { when: oneLine(when) }),
    ...(paragraphs && { paragraphs: paragraphs.map(oneLine) }),
    ...(reasons && { reasons: { ...reasons, items: reasons.items.map(oneLine) } }),
    ...(labels && { labels: labels.map((row) => ({ ...row, name: oneLine(row.name) })) }),
    ...(picture && { picture: { ...picture, alt: oneLine(picture.alt) } }),
    ...(footer && { footer: oneLine(footer) }),
  };
}

// Its first two lines are what a text message and a push show.
function plainText(content: MessageContent): string {
  const { title, when, paragraphs = [], reasons, labels, link, footer } = content;
  const blocks = [
    [title, ...(when === undefined ? [] : [when])],
    paragraphs,
    reasons === undefined ? [] : [reasons.heading, ...reasons.items.map((item) => `  ${item}`)],
    labels === undefined ? [] : labelTable(labels),
    link === undefined ? [] : [`${link.text}: ${link.url}`],
    footer === undefined ? [] : [footer],
  ];
  const filled = blocks.filter((block) => block.length > 0);
  return `${filled.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function labelTable(rows: readonly LabelRow[]): readonly string[] {
  const width = Math.max(5, ...rows.map(({ name }) => name.length));
  return [
    `  ${'Label'.padEnd(width)}  Confidence`,
    ...rows.map(
      ({ name, confidence, rang }) =>
        `${rang ? '*' : ' '} ${name.padEnd(width)}  ${confidence.toFixed(1)} %`,
    ),
    '* rang the alarm',
  ];
}
