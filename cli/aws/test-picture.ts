import { readFile } from 'node:fs/promises';
import { type ImageFormat, imageFormat } from '../../contracts/image-format.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { gardenPeople } from '../demo/garden-people.ts';
import { renderScene } from '../demo/render-scene.ts';

type TestPicture = { readonly bytes: Uint8Array; readonly format: ImageFormat | undefined };

/** The picture that the owner named; else a drawn garden at noon with somebody in it. */
export async function testPicture(file: string | undefined): Promise<TestPicture> {
  const bytes = file === undefined ? await drawGarden() : await readPicture(file);
  return { bytes, format: imageFormat(bytes) };
}

function drawGarden(): Promise<Uint8Array> {
  return renderScene({
    ...{ at: '12:34:50', light: 'day', shadows: 0.4, seed: 7, expected: 'alarm' },
    persons: [{ x: 442, y: 389, facing: 'right', stride: 0.89, ...gardenPeople.anna }],
  });
}

async function readPicture(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new UsageError(`--picture needs a file that can be read, and ${file} is none`, { cause });
  }
}
