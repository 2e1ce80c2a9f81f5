import sharp from 'sharp';
import { type GardenScene, gardenSceneSvg, sceneHeight, sceneWidth } from './garden-scene.ts';
import { seededRandom } from './seeded-random.ts';

/** Takes the picture: the drawing, slightly out of focus and with a sensor's noise, as JPEG. */
export async function renderScene(scene: GardenScene): Promise<Buffer> {
  const pixels = await sharp(Buffer.from(gardenSceneSvg(scene)))
    .removeAlpha()
    .blur(0.6)
    .raw()
    .toBuffer();
  addNoise(pixels, scene);
  return sharp(pixels, { raw: { width: sceneWidth, height: sceneHeight, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

function addNoise(pixels: Buffer, { light, seed }: GardenScene): void {
  const random = seededRandom(seed);
  const strength = light === 'night' ? 10 : 5;
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const grain = (random() + random() - 1) * strength;
    for (let channel = at; channel < at + 3; channel++) {
      pixels[channel] = Math.max(0, Math.min(255, (pixels[channel] ?? 0) + grain));
    }
  }
}
