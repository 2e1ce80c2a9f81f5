/** Something that the person at the keyboard can put right; ends the program with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
