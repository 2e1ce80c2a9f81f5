/** A file, or a directory without bytes, as a package installs it: owned by root. `''` is the root. */
export type ArchiveEntry = {
  /** From the root, without its slash: `usr/bin/intellicam-uploader`. */
  readonly path: string;
  readonly mode: number;
  readonly bytes?: Uint8Array;
};

const block = 512;

/** Writes a tar (ustar) whose bytes depend on the entries and the time alone. */
export function writeTar(entries: readonly ArchiveEntry[], modifiedSeconds: number): Uint8Array {
  const parts = entries.flatMap((entry) => [
    header(entry, modifiedSeconds),
    padded(entry.bytes ?? new Uint8Array()),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function header({ path, mode, bytes }: ArchiveEntry, modifiedSeconds: number): Uint8Array {
  const name = bytes === undefined && path !== '' ? `./${path}/` : `./${path}`;
  // Longer ones need the prefix field; no file of ours has such a path.
  if (Buffer.byteLength(name) > 100) throw new RangeError(`pack ${path}: its path is too long`);
  const head = Buffer.alloc(block);
  head.write(name, 0);
  head.write(octal(mode, 7), 100);
  head.write(octal(0, 7), 108);
  head.write(octal(0, 7), 116);
  head.write(octal(bytes?.length ?? 0, 11), 124);
  head.write(octal(modifiedSeconds, 11), 136);
  head.write(bytes === undefined ? '5' : '0', 156);
  head.write('ustar\x0000', 257);
  head.write('root', 265);
  head.write('root', 297);
  // The sum counts its own field as blanks.
  head.fill(' ', 148, 156);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${octal(sum, 6)}\0 `, 148);
  return head;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}
