type Candidate<Verdict> = {
  /** The motion event, with its camera. */
  readonly visit: string;
  readonly capturedAt: string;
  readonly imageId: string;
  /** Rules that ring with a second such picture. */
  readonly pending: readonly string[];
  /** What becomes of it as the second such picture, and what otherwise. */
  readonly second: Verdict;
  readonly otherwise: Verdict;
};

/**
 * Pictures that ring only with another one of their motion event. Records come in no order, so that it is
 * known at the end which of them would have been the second.
 */
export function secondPictures<Verdict>() {
  const candidates: Candidate<Verdict>[] = [];
  return {
    add: (candidate: Candidate<Verdict>) => {
      candidates.push(candidate);
    },
    settled: (): readonly Verdict[] => {
      const noted = new Set<string>();
      return candidates.toSorted(byTime).map(({ visit, pending, second, otherwise }) => {
        const names = pending.map((rule) => `${visit}\n${rule}`);
        const isSecond = names.some((name) => noted.has(name));
        for (const name of names) noted.add(name);
        return isSecond ? second : otherwise;
      });
    },
  };
}

type Dated = Pick<Candidate<unknown>, 'capturedAt' | 'imageId'>;

function byTime(a: Dated, b: Dated): number {
  if (a.capturedAt !== b.capturedAt) return a.capturedAt < b.capturedAt ? -1 : 1;
  return a.imageId < b.imageId ? -1 : 1;
}
