/** Something that keeps a camera from being enrolled, and what to do about it, in a sentence. */
export class EnrollError extends Error {
  override readonly name = 'EnrollError';
}
