// A spreadsheet runs a cell that begins like a formula, quoted or not; the apostrophe makes it text.
// https://owasp.org/www-community/attacks/CSV_Injection
const formulaStart = /^[=+\-@＝＋－＠\t\r\n\0]/;

/** A text as a cell of CSV (RFC 4180), which no spreadsheet takes for a formula. */
export function csvCell(value: string): string {
  const text = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
