/** Whether an unknown error is the operating system's error of this code, `ENOENT` for example. */
export function hasErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
