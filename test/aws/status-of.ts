import { outcomeMetric } from '../../infra/metric.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { readDeploymentStatus } from '../../runtime/aws/owner/deployment-status.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';

// In Zurich it is the day after already.
const now = new Date('2026-11-20T23:30:00Z');
const timeZone = 'Europe/Zurich';

/** What the owner of a made deployment is told of it, on one evening. */
export function statusOf(
  deployment: Deployment,
  owner = ownerClients(deployment.region),
  monthlyPictures?: number,
) {
  const { stage } = deployment;
  const metrics = { alarm: outcomeMetric('Alarm', stage), quiet: outcomeMetric('Quiet', stage) };
  const cameras = ['garden', 'front-door'];
  return readDeploymentStatus(owner, {
    ...{ deployment, cameras, timeZone, metrics, now, monthlyPictures },
  });
}
