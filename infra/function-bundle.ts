/** A consumer's code, ready for Lambda. */
export type FunctionBundle = {
  /** The consumer's name. */
  readonly name: string;
  readonly zipFile: string;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
};
