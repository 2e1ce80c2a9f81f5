const longestBytes = 120;

/**
 * A name from elsewhere as one that every file system takes: letters, digits and few signs, no path, not
 * hidden, not too long. Different names may become the same.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._ -]/gu, '_')
    // Windows takes away what is at the end, and a dot in front hides a file.
    .replace(/^[. ]+|[. ]+$/g, '_');
  const cut = shortened(plain);
  return cut === '' || reserved.test(cut) ? `_${cut}` : cut;
}

/** The file of one picture: its own name, and enough of its id that no other has the same. */
export function pictureFileName(key: string, imageId: string): string {
  const file = key.slice(key.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [file.slice(0, dot), file.slice(dot + 1)] : [file, ''];
  const id = safeName(imageId).slice(0, 20);
  const kind = /^[A-Za-z0-9]{1,5}$/.test(extension) ? `.${extension}` : '';
  return `${safeName(stem)}-${id}${kind}`;
}

// Names of devices on Windows, with any extension.
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function shortened(text: string): string {
  let [bytes, kept] = [0, ''];
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestBytes) break;
    kept += character;
  }
  return kept;
}
