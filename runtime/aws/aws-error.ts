/** Whether an SDK's error is one of these, by the service's own name for it. */
export function isAwsError(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}
