const magic = {
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;

export type ImageFormat = keyof typeof magic;

/**
 * What a picture is by its first bytes; a name ends in .jpg for many reasons. Only JPEG and PNG are
 * ever decoded, because Rekognition reads no others, and because decoders of others (SVG above all)
 * would do more than decode.
 */
export function imageFormat(head: Uint8Array): ImageFormat | undefined {
  if (startsWith(head, magic.jpeg)) return 'jpeg';
  return startsWith(head, magic.png) ? 'png' : undefined;
}

function startsWith(head: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => head[index] === byte);
}
