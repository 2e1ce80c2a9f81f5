/** Remembers which files were handed over, so that the originals can stay where they are. */
export interface TakenFiles {
  /** Whether the file was taken as it is now; `stamp` changes with its contents. */
  has(path: string, stamp: string): boolean;
  add(path: string, stamp: string): Promise<void>;
}
