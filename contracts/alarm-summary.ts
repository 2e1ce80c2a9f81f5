import type { ImageClassified } from './image-event.ts';

/** What rang, in the words of the alert's first line: `Person at garden`. */
export function alarmSummary(alarm: Pick<ImageClassified, 'camera' | 'matches'>): string {
  const labels = [...new Set(alarm.matches.map((match) => match.label))];
  return `${labels.join(', ') || 'Alarm'} at ${alarm.camera}`;
}
