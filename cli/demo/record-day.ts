import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gardenDay } from './garden-day.ts';
import { renderScene } from './render-scene.ts';

const daySeed = 7;

/**
 * The garden camera takes a day's pictures into its folder, as Motion would, spread over so many
 * seconds. Returns how many.
 */
export async function recordDay(folder: string, seconds: number): Promise<number> {
  await mkdir(folder, { recursive: true });
  const scenes = gardenDay(daySeed);
  const day = yesterday().replaceAll('-', '');
  const startedAt = Date.now();
  for (const [index, scene] of scenes.entries()) {
    const due = startedAt + (index / scenes.length) * seconds * 1000;
    await sleep(Math.max(0, due - Date.now()));
    const file = `${day}${scene.at.replaceAll(':', '')}-00.jpg`;
    const unfinished = join(folder, `.${file}`);
    await writeFile(unfinished, await renderScene(scene));
    await rename(unfinished, join(folder, file));
  }
  return scenes.length;
}

// A day that is over, so that no picture is from the future.
function yesterday(): string {
  const date = new Date();
  date.setDate(date.getDate() - 1);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}
