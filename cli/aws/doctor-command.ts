import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { countFindings } from './count-findings.ts';
import { diagnose } from './diagnose.ts';
import { findDeployment } from './find-deployment.ts';
import { printFindings } from './print-findings.ts';

const options = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `intellicam doctor`: looks for what keeps pictures from being labelled or people from being told. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const { configuration, deployment } = await findDeployment(values.config);
  const clients = ownerClients(deployment.region);
  const findings = await diagnose(clients, { configuration, deployment });
  const counts = countFindings(findings);
  if (values.json) {
    const { stage, region, account } = deployment;
    const answer = { stage, region, account, counts, findings };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  } else {
    printFindings(deployment, findings);
  }
  return counts.problem === 0 ? 0 : 1;
}
