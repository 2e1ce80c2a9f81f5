import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { visitDays, visitPrefix } from '../../contracts/state-key.ts';
import type { Logger } from '../logger.ts';
import { listFolder } from './list-folder.ts';
import { pathOfKey } from './path-of-key.ts';

type ForgetOptions = {
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly log: Logger;
};

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Deletes now and once a day what is noted of motion events long over, as the bucket's lifecycle does. */
export function keepForgettingVisits(options: ForgetOptions): { stop(): Promise<void> } {
  let forgetting = forget();
  const timer = setInterval(() => {
    forgetting = forgetting.then(forget);
  }, dayMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      return forgetting;
    },
  };

  function forget(): Promise<void> {
    return forgetVisits(options).catch((error) =>
      options.log.warn('old visits not deleted: they only take room', { error }),
    );
  }
}

async function forgetVisits({ dataFolder, now }: ForgetOptions): Promise<void> {
  for await (const { key, lastModified } of listFolder(dataFolder, visitPrefix)) {
    const age = now().getTime() - lastModified.getTime();
    if (age > visitDays * dayMilliseconds)
      await rm(join(dataFolder, pathOfKey(key)), { force: true });
  }
}
