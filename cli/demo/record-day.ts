import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gardenDay } from './garden-day.ts';
import { renderScene } from './render-scene.ts';

const daySeed = 7;

type Recording = {
  readonly folder: string;
  /** Over which the day is spread; 0 is as fast as it goes. */
  readonly seconds: number;
  /** Ends the day early. */
  readonly signal: AbortSignal;
};

/** The garden camera takes a day's pictures into its folder, as Motion would. Returns how many. */
export async function recordDay({ folder, seconds, signal }: Recording): Promise<number> {
  await mkdir(folder, { recursive: true });
  const scenes = gardenDay(daySeed);
  const day = yesterday().replaceAll('-', '');
  const startedAt = Date.now();
  for (const [index, scene] of scenes.entries()) {
    const due = startedAt + (index / scenes.length) * seconds * 1000;
    await sleep(Math.max(0, due - Date.now()), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return index;
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
