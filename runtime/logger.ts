export type LogFields = Readonly<Record<string, unknown>>;

/** Messages are constant and lower-case; what varies goes into the fields. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
