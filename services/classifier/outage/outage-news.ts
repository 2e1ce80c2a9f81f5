import { createHash } from 'node:crypto';
import type { DomainEvent } from '../../../contracts/image-event.ts';
import type { LabelerOutage } from '../../../contracts/labeler-outage.ts';
import type { LabelingPolicy } from '../../../runtime/labeling-policy.ts';

// What passes by itself is not worth a message.
const doubtMilliseconds = 3 * 60_000;

type Moment = { readonly now: Date; readonly pictures: LabelingPolicy['whenUnavailable'] };

/** What people are still to be told of the labeler; undefined when they know everything. */
export function outageNews(
  outage: LabelerOutage,
  { now, pictures }: Moment,
): DomainEvent<'LabelingStopped' | 'LabelingResumed'> | undefined {
  if (outage.state === 'up') return undefined;
  const { since, reason } = outage;
  const named = { schemaVersion: 1, correlationId: outageId(since), since, reason } as const;
  if (outage.state === 'back') {
    const { until, held } = outage;
    return { type: 'LabelingResumed', detail: { ...named, until, held } };
  }
  const isDoubtful = reason !== 'budget' && now.getTime() - Date.parse(since) < doubtMilliseconds;
  if (outage.told === 'yes' || isDoubtful) return undefined;
  return { type: 'LabelingStopped', detail: { ...named, pictures } };
}

// The same whenever it is told, so that telling it again is harmless. As long as an image's id.
function outageId(since: string): string {
  return createHash('sha256').update(`labeler\n${since}`).digest('hex').slice(0, 20);
}
