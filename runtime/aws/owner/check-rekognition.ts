import {
  paginateListAWSDefaultServiceQuotas,
  paginateListServiceQuotas,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import { askAbout } from './ask.ts';
import type { Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';

/** How many pictures a second Rekognition labels for the account. */
export type LabelQuota =
  | { readonly outcome: 'known'; readonly perSecond: number; readonly code: string }
  | { readonly outcome: 'not-listed' }
  | { readonly outcome: 'not-offered' };

const check = 'rekognition';

/** Looks whether Rekognition is there and how much it takes; no picture is paid for it. */
export async function checkRekognition(
  { quotas }: Pick<OwnerClients, 'quotas'>,
  region: string,
): Promise<readonly Finding[]> {
  return [judgeLabelQuota(await readLabelQuota(quotas), region)];
}

async function readLabelQuota(client: OwnerClients['quotas']): Promise<LabelQuota> {
  const service = { ServiceCode: 'rekognition' };
  // A quota that was never changed may stand in the list of defaults only.
  const lists = [
    ['servicequotas:ListServiceQuotas', paginateListServiceQuotas({ client }, service)],
    [
      'servicequotas:ListAWSDefaultServiceQuotas',
      paginateListAWSDefaultServiceQuotas({ client }, service),
    ],
  ] as const;
  for (const [right, pages] of lists) {
    const listed = await askAbout(right, ['NoSuchResourceException'], () => all(pages));
    if (listed === undefined) return { outcome: 'not-offered' };
    const quota = findLabelQuota(listed);
    if (quota !== undefined) return quota;
  }
  return { outcome: 'not-listed' };
}

async function all(
  pages: AsyncIterable<{ readonly Quotas?: readonly ServiceQuota[] | undefined }>,
): Promise<readonly ServiceQuota[]> {
  const found: ServiceQuota[] = [];
  for await (const { Quotas = [] } of pages) found.push(...Quotas);
  return found;
}

/** The quota of DetectLabels in a list of quotas; it has no fixed place there. */
export function findLabelQuota(
  quotas: readonly Pick<ServiceQuota, 'QuotaCode' | 'QuotaName' | 'Value'>[],
): LabelQuota | undefined {
  const quota = quotas.find(({ QuotaName = '' }) => /\bDetectLabels\b/.test(QuotaName));
  if (quota?.Value === undefined) return undefined;
  return { outcome: 'known', perSecond: quota.Value, code: quota.QuotaCode ?? '' };
}

const largeRegions = ['us-east-1', 'us-west-2', 'eu-west-1'];

/** What AWS gives an account that never asked for more. */
function usualPerSecond(region: string): number {
  return largeRegions.includes(region) ? 50 : 5;
}

/** Whether pictures are labelled, and as fast as is usual in the region. */
export function judgeLabelQuota(quota: LabelQuota, region: string): Finding {
  const usual = usualPerSecond(region);
  switch (quota.outcome) {
    case 'not-offered':
      return {
        check,
        state: 'problem',
        found: `Rekognition is not offered in ${region}: no picture can be labelled.`,
        todo:
          'Deploy to a region where it is, such as eu-west-1. The list is at\n' +
          'https://docs.aws.amazon.com/general/latest/gr/rekognition.html',
      };
    case 'not-listed':
      return {
        check,
        state: 'unknown',
        found: `Rekognition is offered in ${region}, but its limit for DetectLabels is not listed.`,
      };
    case 'known':
      if (quota.perSecond >= usual) {
        const found = `Rekognition labels ${quota.perSecond} pictures a second in ${region} for this account.`;
        return { check, state: 'ok', found };
      }
      return {
        check,
        state: 'warning',
        found: `Rekognition labels ${quota.perSecond} pictures a second for this account; usual in ${region} are ${usual}. Alarms may come late when many pictures come at once.`,
        todo: `Ask for more:\naws service-quotas request-service-quota-increase --service-code rekognition --quota-code ${quota.code} --desired-value ${usual} --region ${region}`,
      };
  }
}
