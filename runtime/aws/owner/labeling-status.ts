import * as v from 'valibot';
import { LabelerOutageSchema, type Unavailability } from '../../../contracts/labeler-outage.ts';
import { billedMonth, MonthlySpendSchema } from '../../../contracts/monthly-spend.ts';
import { labelerOutageKey, monthlySpendKey } from '../../../contracts/state-key.ts';
import type { OwnerClients } from './owner-clients.ts';
import { readConfigObject } from './read-config-object.ts';

/** Whether pictures are labelled, and how much of the month's budget is used. */
export type LabelingStatus = {
  /** Null while the labeler answers, and while it may just have hiccuped. */
  readonly outage: {
    readonly since: string;
    readonly reason: Unavailability;
    readonly held: number;
  } | null;
  readonly reserved: number;
  /** Null where there is no limit. */
  readonly monthlyPictures: number | null;
};

type Question = {
  readonly bucket: string;
  readonly monthlyPictures: number | undefined;
  readonly now: Date;
};

/** Reads what the classifiers note of the labeler; what is not there, or broken, is nothing. */
export async function readLabelingStatus(
  clients: Pick<OwnerClients, 's3'>,
  { bucket, monthlyPictures, now }: Question,
): Promise<LabelingStatus> {
  const read = async <Value>(key: string, schema: v.GenericSchema<unknown, Value>) => {
    const text = await readConfigObject(clients, { bucket, key });
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
    return parsed.success ? parsed.output : undefined;
  };
  const spend =
    monthlyPictures === undefined
      ? undefined
      : await read(monthlySpendKey(billedMonth(now)), MonthlySpendSchema);
  const outage = await read(labelerOutageKey, LabelerOutageSchema);
  const facts = outage?.state === 'down' && outage.told !== 'no' ? outage : undefined;
  return {
    outage: facts ? { since: facts.since, reason: facts.reason, held: facts.held } : null,
    reserved: spend?.reserved ?? 0,
    monthlyPictures: monthlyPictures ?? null,
  };
}
