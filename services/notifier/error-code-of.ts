const longestCode = 60;

/** The name by which a failure is known: a system's code, or the innermost error's class. */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return errorCodeOf(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return code.slice(0, longestCode);
}
