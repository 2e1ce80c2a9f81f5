/** How much an alarm matters, least first. What names none is an `alarm`. */
export const severities = ['info', 'alarm', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** The highest of an alarm's severities; undefined when none of its rules names one. */
export function highestSeverity(
  matches: readonly { readonly severity?: Severity | undefined }[],
): Severity | undefined {
  if (matches.every(({ severity }) => severity === undefined)) return undefined;
  return severities.findLast((one) => matches.some(({ severity = 'alarm' }) => severity === one));
}
