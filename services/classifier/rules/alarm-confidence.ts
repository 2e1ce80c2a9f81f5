import type { RulesVersion } from '../../../contracts/judgement-trace.ts';

// For records of before the rules, which do not say it: what the labelers ring at, by their names.
const usual: Readonly<Record<string, number>> = { centernet: 45, rekognition: 55 };

type Judged = {
  readonly labeler: string;
  readonly rules?: Pick<RulesVersion, 'alarmConfidence'> | undefined;
};

/** From which confidence a label rang in a picture, in percent, where a rule names none. */
export function alarmConfidenceOf({ labeler, rules }: Judged): number {
  return rules?.alarmConfidence ?? usual[labeler] ?? 50;
}
