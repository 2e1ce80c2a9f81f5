// A change takes effect within this time, and a burst of pictures looks once.
const maxAgeMilliseconds = 5_000;

/** Looks again only when the last look is some seconds old; those who ask meanwhile share it. */
export function recentLook(look: () => Promise<void>, now: () => Date): () => Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  return async () => {
    // A clock that is set back must not keep in force what is old.
    if (Math.abs(now().getTime() - lookedAt) < maxAgeMilliseconds) return;
    looking ??= look()
      .then(() => {
        lookedAt = now().getTime();
      })
      .finally(() => {
        looking = undefined;
      });
    await looking;
  };
}
