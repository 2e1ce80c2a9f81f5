import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const sync = promisify(fsync);

type Sync = { readonly running: Promise<void>; next?: Promise<void> };

/**
 * Makes the names in folders survive a power cut. Calls that come while a folder is being synced
 * share one further sync, so that a burst of files costs few.
 */
export function folderSyncer(): (folder: string) => Promise<void> {
  const syncs = new Map<string, Sync>();

  return (folder) => {
    const current = syncs.get(folder);
    if (current === undefined) return start(folder);
    // The running one may have begun before the caller's file was there.
    current.next ??= current.running.then(
      () => start(folder),
      () => start(folder),
    );
    return current.next;
  };

  function start(folder: string): Promise<void> {
    const running = syncFolder(folder);
    const started: Sync = { running };
    syncs.set(folder, started);
    const forget = () => {
      if (started.next === undefined) syncs.delete(folder);
    };
    running.then(forget, forget);
    return running;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = openSync(folder, 'r');
  try {
    await sync(handle);
  } finally {
    closeSync(handle);
  }
}
