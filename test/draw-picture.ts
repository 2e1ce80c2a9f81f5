import sharp from 'sharp';

/** A small JPEG that differs from all others by its seed. */
export async function drawPicture(
  seed: number,
  { width = 320, height = 240 }: { width?: number; height?: number } = {},
): Promise<Buffer> {
  const [r, g, b] = [seed % 256, (seed >> 8) % 256, (seed * 37) % 256];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="rgb(${r},${g},${b})"/>
    <text x="20" y="120" font-size="60">${seed}</text></svg>`;
  return sharp(Buffer.from(svg))
    .jpeg({ quality: 80 })
    .withExif({ IFD0: { Copyright: `${seed}` } })
    .toBuffer();
}
