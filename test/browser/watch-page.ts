import type { Page } from 'playwright-core';

const mayBeMissing =
  /^\/(state|feedback)\/|^\/gallery\/index\/(months\/|rules\/|.*\/summary\.json)/;

/** Collects what must not happen while a page is open. */
export function watchPage(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    // Chromium itself writes every 404 on the console, also of what need not be there.
    if (message.text().includes('404') && mayBeMissing.test(pathOf(url))) return;
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console: ${message.text()} ${url}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`a script ran: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`asked ${request.url()}`);
  });
  return complaints;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}
