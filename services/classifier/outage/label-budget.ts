import { billedMonth, MonthlySpendSchema, nothingSpent } from '../../../contracts/monthly-spend.ts';
import { monthlySpendKey } from '../../../contracts/state-key.ts';
import type { Deps } from '../../../runtime/ports.ts';
import { sharedDocument } from '../../../runtime/shared-document.ts';

export type LabelBudget = {
  /** Whether one more picture may be labelled this month; it counts then. */
  take(): Promise<boolean>;
  /** A picture was not labelled after all. */
  giveBack(): void;
};

// A process that sees one picture sets aside one, and one that sees thousands asks seldom.
const largestBlock = 10;

const unlimited: LabelBudget = { take: async () => true, giveBack: () => undefined };

/**
 * The owner's limit to what is labelled in a month. Pictures are set aside in blocks, each twice the
 * last, so that all processes together never exceed it, most pictures cost no request, and what a
 * process sets aside in vain is at most about what it used.
 */
export function labelBudget({ blobs, log, now, settings }: Deps<'blobs'>): LabelBudget {
  const { monthlyPictures: limit } = settings.labeling;
  if (limit === undefined) return unlimited;
  let month = '';
  let left = 0;
  let block = 1;
  let document = openMonth(month);
  let taking: Promise<number> | undefined;

  return {
    take: async () => {
      while (isNewMonth() || left === 0) {
        taking ??= setAside().finally(() => {
          taking = undefined;
        });
        // Others who waited for the same block may have used it up.
        if ((await taking) === 0) return false;
      }
      left -= 1;
      return true;
    },
    giveBack: () => {
      left += 1;
    },
  };

  function isNewMonth(): boolean {
    return month !== billedMonth(now());
  }

  async function setAside(): Promise<number> {
    if (isNewMonth()) {
      month = billedMonth(now());
      left = 0;
      document = openMonth(month);
    }
    const size = block;
    const added = await document.change((before) => {
      const taken = Math.max(0, Math.min(size, (limit ?? 0) - before.reserved));
      const after = { ...before, reserved: before.reserved + taken };
      return { document: after, result: taken };
    });
    left += added;
    block = Math.min(block * 2, largestBlock);
    return added;
  }

  function openMonth(name: string) {
    const key = monthlySpendKey(name);
    return sharedDocument({
      ...{ blobs, key, schema: MonthlySpendSchema, empty: nothingSpent },
      onUnreadable: (error) =>
        log.error('what was labelled this month cannot be read: it is counted anew', {
          key,
          error,
        }),
    });
  }
}
