import type { Alert } from '../../runtime/alert-channel.ts';
import { wordMessage } from './word-message.ts';

/** Words a message that only shows that messages arrive. */
export function composeTest({ id, now }: { readonly id: string; readonly now: Date }): Alert {
  const title = 'This is a test of IntelliCam';
  const paragraphs = ['Alarms arrive as this did. Nobody was seen.'];
  return {
    ...{ kind: 'test', severity: 'info', camera: 'test', labels: [], id },
    ...{ capturedAt: now.toISOString(), subject: title },
    ...wordMessage({
      ...{ kind: 'test', severity: 'info', title, paragraphs },
      when: now.toUTCString(),
      footer: 'IntelliCam',
    }),
  };
}
