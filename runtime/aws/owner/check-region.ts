import type { Finding } from './finding.ts';

/** Whether the configuration still speaks of the region that the pipeline is in. */
export function judgeRegion(configured: string, deployed: string): Finding {
  const check = 'region';
  if (configured === deployed) {
    return { check, state: 'ok', found: `Deployed to ${deployed}, as the configuration says.` };
  }
  return {
    check,
    state: 'problem',
    found: `The pipeline is in ${deployed}, but the configuration says ${configured}.`,
    todo:
      `Put region: ${deployed} back into the configuration. ` +
      'To move, deploy under another stage, so that the old one can be destroyed.',
  };
}
