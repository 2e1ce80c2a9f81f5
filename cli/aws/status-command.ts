import { monthlyPictures } from '../../contracts/price-table.ts';
import { outcomeMetric } from '../../infra/metric.ts';
import { readDeploymentStatus } from '../../runtime/aws/owner/deployment-status.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { findDeployment } from './find-deployment.ts';
import { printStatus } from './print-status.ts';

const options = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `intellicam status`: what waits, what failed, who is told, when each camera last sent, and who is silent. */
export async function statusCommand(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const { configuration, deployment } = await findDeployment(values.config);
  const { cameras, timeZone } = configuration;
  const { stage, region } = deployment;
  const status = await readDeploymentStatus(ownerClients(region), {
    ...{ deployment, cameras, timeZone },
    metrics: { alarm: outcomeMetric('Alarm', stage), quiet: outcomeMetric('Quiet', stage) },
    monthlyPictures: monthlyPictures(configuration.spend.stopAtDollars, region),
    now: new Date(),
  });
  if (values.json) process.stdout.write(`${JSON.stringify(status)}\n`);
  else printStatus(status, timeZone);
  return 0;
}
