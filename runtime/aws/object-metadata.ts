/** Metadata travels in HTTP headers: what is not printable ASCII is written as in a URL. */
export function encodeMetadata(
  metadata: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return mapValues(metadata, (value) => value.replace(/[^!-$&-~]/gu, encodeURIComponent));
}

/** Reads metadata back; what others wrote in a way of their own stays as it is. */
export function decodeMetadata(
  metadata: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return mapValues(metadata, (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  });
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
