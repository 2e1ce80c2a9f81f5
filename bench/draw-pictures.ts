import { gardenDay } from '../cli/demo/garden-day.ts';
import { renderScene } from '../cli/demo/render-scene.ts';

const daySeed = 7;

/** So many different pictures of the demo's garden, about 33 kB each. */
export async function drawPictures(count: number): Promise<readonly Buffer[]> {
  const scenes = gardenDay(daySeed).slice(0, count);
  const drawn: Buffer[] = [];
  for (const scene of scenes) drawn.push(await renderScene(scene));
  return Array.from({ length: count }, (_, index) => {
    const picture = drawn[index % drawn.length] ?? Buffer.alloc(0);
    return withComment(picture, `picture ${index}`);
  });
}

// Other bytes make another picture for the pipeline; drawing thousands would take minutes.
function withComment(jpeg: Buffer, comment: string): Buffer {
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xfffe, 0);
  segment.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, Buffer.from(comment), jpeg.subarray(2)]);
}
