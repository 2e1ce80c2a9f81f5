import type { CameraRecovered, CameraSilent } from '../../contracts/camera-event.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import { durationText } from './duration-text.ts';
import { timeText } from './time-text.ts';
import { wordMessage } from './word-message.ts';

// A text message carries that much of a camera's name, and still says what is with it.
const longestCamera = 40;

/** Words that a camera has fallen silent, or is back. */
export function composeCameraNews(
  event: DomainEvent<'CameraSilent' | 'CameraRecovered'>,
  timeZone: string,
): Alert {
  switch (event.type) {
    case 'CameraSilent':
      return silence(event.detail, timeZone);
    case 'CameraRecovered':
      return recovery(event.detail, timeZone);
  }
}

function silence(event: CameraSilent, timeZone: string): Alert {
  const { camera, lastSignAt, silentSinceMinutes, toldToStop } = event;
  const toldAt = new Date(Date.parse(lastSignAt) + silentSinceMinutes * 60_000);
  const since = timeText(lastSignAt, toldAt, timeZone);
  return alertOf(event, {
    id: `${event.correlationId}-silent`,
    severity: 'alarm',
    capturedAt: toldAt.toISOString(),
    lines: [
      `The camera ${named(camera)} has been silent since ${since}.`,
      toldToStop
        ? 'Its last word was that its uploader was told to stop. If that was not you, look at it.'
        : 'What to look at: its power, its network, and on a Pi: intellicam-uploader status.',
      'You are told when it is back.',
    ],
  });
}

function recovery(event: CameraRecovered, timeZone: string): Alert {
  const { camera, lastSignAt, silentSince, silentForMinutes } = event;
  const since = timeText(silentSince, new Date(lastSignAt), timeZone);
  const until = timeText(lastSignAt, new Date(lastSignAt), timeZone);
  return alertOf(event, {
    id: `${event.correlationId}-recovered`,
    severity: 'info',
    capturedAt: lastSignAt,
    lines: [
      `The camera ${named(camera)} is back after ${durationText(silentForMinutes)}.`,
      `It was silent from ${since} to ${until}.`,
    ],
  });
}

type Words = Pick<Alert, 'id' | 'severity' | 'capturedAt'> & { readonly lines: readonly string[] };

function alertOf(
  { camera, correlationId }: CameraSilent | CameraRecovered,
  { lines, ...words }: Words,
): Alert {
  const [first = '', ...others] = lines;
  return {
    ...words,
    ...{ kind: 'camera', camera, labels: [], correlationId },
    subject: shortened(first.replace(/\.$/, '')),
    ...wordMessage({
      ...{ kind: 'camera', severity: words.severity, title: first, paragraphs: others },
      footer: 'IntelliCam',
    }),
  };
}

function named(camera: string): string {
  return shortened(oneLine(camera), longestCamera);
}
