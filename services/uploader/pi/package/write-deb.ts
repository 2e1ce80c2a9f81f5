import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ArchiveEntry, writeTar } from './write-tar.ts';

type Package = {
  /** The fields of `control`, but for the size. */
  readonly fields: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, Uint8Array>>;
  /** Files alone; the directories above them are added. */
  readonly files: readonly ArchiveEntry[];
  readonly modifiedSeconds: number;
};

/** Makes a Debian package without Debian's tools: a Mac has none. The same contents, the same bytes. */
export function writeDeb({ fields, scripts, files, modifiedSeconds }: Package): Uint8Array {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const kilobytes = sorted.reduce(
    (sum, { bytes }) => sum + Math.ceil((bytes?.length ?? 0) / 1024),
    0,
  );
  const control = Object.entries({ ...fields, 'Installed-Size': String(kilobytes) })
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
  const about: readonly ArchiveEntry[] = [
    { path: 'control', mode: 0o644, bytes: Buffer.from(control) },
    { path: 'md5sums', mode: 0o644, bytes: Buffer.from(sums(sorted)) },
    ...Object.entries(scripts).map(([path, bytes]) => ({ path, mode: 0o755, bytes })),
  ];
  return writeAr(
    [
      ['debian-binary', Buffer.from('2.0\n')],
      ['control.tar.gz', tarball(about, modifiedSeconds)],
      ['data.tar.gz', tarball(withDirectories(sorted), modifiedSeconds)],
    ],
    modifiedSeconds,
  );
}

function tarball(entries: readonly ArchiveEntry[], modifiedSeconds: number): Uint8Array {
  const root = { path: '', mode: 0o755 };
  return gzipSync(writeTar([root, ...entries], modifiedSeconds), { level: 9 });
}

function withDirectories(files: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const parts = file.path.split('/').slice(0, -1);
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    const unseen = above.filter((path) => !seen.has(path));
    for (const path of unseen) seen.add(path);
    return [...unseen.map((path) => ({ path, mode: 0o755 })), file];
  });
}

function sums(files: readonly ArchiveEntry[]): string {
  return files
    .map(({ path, bytes = '' }) => `${createHash('md5').update(bytes).digest('hex')}  ${path}\n`)
    .join('');
}

function writeAr(
  members: readonly (readonly [string, Uint8Array])[],
  modifiedSeconds: number,
): Uint8Array {
  const parts = members.flatMap(([name, bytes]) => [
    Buffer.from(
      [
        name.padEnd(16),
        String(modifiedSeconds).padEnd(12),
        ...['0'.padEnd(6), '0'.padEnd(6), '100644'.padEnd(8)],
        `${String(bytes.length).padEnd(10)}\`\n`,
      ].join(''),
    ),
    bytes,
    Buffer.from(bytes.length % 2 === 0 ? '' : '\n'),
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}
