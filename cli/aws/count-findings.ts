import type { Finding } from '../../runtime/aws/owner/finding.ts';

/** How many findings there are of each state. */
export type FindingCounts = Readonly<Record<Finding['state'], number>>;

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const count = (wanted: Finding['state']) =>
    findings.filter(({ state }) => state === wanted).length;
  return {
    ok: count('ok'),
    warning: count('warning'),
    problem: count('problem'),
    unknown: count('unknown'),
  };
}
