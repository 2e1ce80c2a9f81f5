import type { Proposal } from './propose-thresholds.ts';

/**
 * The lines of `alarms.yaml` that put a proposal in force, in place of the rule that names the label
 * today. The other cameras keep ringing from where they rang.
 */
export function ruleLines(
  { camera, label, threshold, rangFrom }: Proposal,
  cameras: readonly string[],
): string {
  const others = cameras.filter((other) => other !== camera);
  const rule = (name: string, where: readonly string[], least: number) =>
    `  - { name: ${quoted(`${label}, ${name}`)}, labels: [${quoted(label)}], ` +
    `cameras: [${where.map(quoted).join(', ')}], threshold: ${least} }`;
  const before = rangFrom === undefined ? [] : [Math.floor(rangFrom)];
  return [
    'rules:',
    rule(camera, [camera], threshold),
    ...before.flatMap((least) => (others.length === 0 ? [] : [rule('elsewhere', others, least)])),
  ].join('\n');
}

// JSON's strings are YAML's, whatever a camera is called.
function quoted(text: string): string {
  return JSON.stringify(text);
}
