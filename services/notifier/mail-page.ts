import type { Alert } from '../../runtime/alert-channel.ts';
import { escapeHtml } from '../../runtime/escape-html.ts';
import { mailStyle } from './mail-style.ts';
import type { LabelRow, MessageContent } from './word-message.ts';

const captions: Readonly<Record<Alert['kind'], string>> = {
  ...{ alarm: 'Alarm', digest: 'More pictures', camera: 'Camera', rejected: 'Unreadable picture' },
  ...{ summary: 'Summary', trouble: 'Trouble', test: 'Test' },
};

/** A message as a page that mail programs show: tables, inline styles, and a dark side. */
export function mailPage(content: MessageContent): string {
  const { kind, severity, title, when, paragraphs = [], footer } = content;
  const caption = severity === 'critical' ? `${captions[kind]} · critical` : captions[kind];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(title)}</title><style>${mailStyle}</style></head>`,
    '<body class="ground" style="margin:0;padding:0;background:#f4f6f5">',
    '<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f6f5"><tr><td align="center" style="padding:16px 10px 28px">',
    '<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border:1px solid #d9dfdc;border-radius:16px;border-collapse:separate;overflow:hidden">',
    row(
      '20px 20px 16px',
      paragraph(
        `caption${isUrgent(content) ? ' alarm' : ''}`,
        captionStyle(content),
        escapeHtml(caption),
      ) +
        `<h1 class="text" style="margin:8px 0 0;${fontOf(24, 30)};font-weight:650;color:#17211e;${unbroken}">${isolated(title)}</h1>` +
        (when === undefined
          ? ''
          : paragraph(
              'muted',
              `margin:6px 0 0;${fontOf(15, 22)};text-wrap:balance;color:#55635e`,
              isolated(when),
            )),
    ),
    pictureOf(content),
    linkOf(content),
    ...paragraphs.map((line) =>
      row(
        '0 20px 14px',
        paragraph('text', `margin:0;${fontOf(16, 24)};color:#17211e`, isolated(line)),
      ),
    ),
    reasonsOf(content),
    labelsOf(content.labels),
    '</table>',
    footer === undefined
      ? ''
      : paragraph('muted', `margin:14px 0 0;${fontOf(12, 18)};color:#55635e`, isolated(footer)),
    '</td></tr></table></body></html>',
  ].join('\n');
}

// However long a name is, the page stays as narrow as the phone.
const unbroken = 'overflow-wrap:anywhere;word-break:break-word';

function fontOf(size: number, line: number): string {
  return `font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;font-size:${size}px;line-height:${line}px`;
}

function row(padding: string, inner: string): string {
  return `<tr><td style="padding:${padding}">${inner}</td></tr>`;
}

function paragraph(name: string, style: string, inner: string): string {
  return `<p class="${name}" style="${style};${unbroken}">${inner}</p>`;
}

/** Text whose direction does not turn its surroundings around. */
function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

function isUrgent({ kind, severity }: MessageContent): boolean {
  return kind === 'trouble' || (severity !== 'info' && kind !== 'digest' && kind !== 'test');
}

function captionStyle(content: MessageContent): string {
  const colour = isUrgent(content) ? '#b3341f' : '#1f6f5c';
  return `margin:0;${fontOf(13, 18)};font-weight:700;letter-spacing:.02em;color:${colour}`;
}

function pictureOf({ picture }: MessageContent): string {
  if (picture === undefined) return '';
  const { contentId, alt } = picture;
  return row(
    '0 0 16px',
    `<img class="picture" src="cid:${escapeHtml(contentId)}" alt="${escapeHtml(alt)}" width="560" style="display:block;width:100%;height:auto;border:0;background:#e9edeb;color:#55635e;${fontOf(14, 20)}">`,
  );
}

function linkOf({ link }: MessageContent): string {
  if (link === undefined) return '';
  return row(
    '0 20px 18px',
    `<a class="button" href="${escapeHtml(link.url)}" style="display:block;padding:12px 16px;border-radius:10px;background:#1f6f5c;color:#ffffff;text-align:center;text-decoration:none;font-weight:600;${fontOf(16, 22)}">${escapeHtml(link.text)}</a>`,
  );
}

function heading(text: string): string {
  return `<h2 class="muted" style="margin:0 0 6px;${fontOf(13, 18)};font-weight:600;color:#55635e">${escapeHtml(text)}</h2>`;
}

function reasonsOf({ reasons }: MessageContent): string {
  if (reasons === undefined || reasons.items.length === 0) return '';
  const items = reasons.items.map((item) =>
    paragraph('text', `margin:0 0 4px;${fontOf(15, 22)};color:#17211e`, isolated(item)),
  );
  return row('0 20px 14px', heading(reasons.heading) + items.join(''));
}

function labelsOf(rows: readonly LabelRow[] = []): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ name, confidence, rang }) => {
    const label = rang ? `<b>${isolated(name)}</b>` : isolated(name);
    const [bar, colour] = rang ? ['bar rang', '#c33c24'] : ['bar', '#9fb0a9'];
    const width = Math.round(Math.max(0, Math.min(100, confidence)));
    return [
      `<tr><td class="text line" valign="top" style="padding:8px 12px 8px 0;border-top:1px solid #e9edeb;${fontOf(15, 20)};color:#17211e;${unbroken}">${label}`,
      `<div class="rail" style="margin-top:5px;height:4px;border-radius:2px;background:#e9edeb"><div class="${bar}" style="width:${width}%;height:4px;border-radius:2px;background:${colour}"></div></div></td>`,
      `<td class="text line" width="1%" align="right" valign="top" style="padding:8px 0;border-top:1px solid #e9edeb;white-space:nowrap;${fontOf(15, 20)};font-variant-numeric:tabular-nums;color:#17211e">${confidence.toFixed(1)} %${rang ? '<span class="rings" style="display:block;font-size:12px;color:#b3341f">rang</span>' : ''}</td></tr>`,
    ].join('');
  });
  return row(
    '0 20px 18px',
    `${heading('What was seen')}<table width="100%" cellpadding="0" cellspacing="0" border="0">${cells.join('')}</table>`,
  );
}
