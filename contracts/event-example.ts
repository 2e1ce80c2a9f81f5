import type { DomainEvent, EventType } from './image-event.ts';

const image = {
  schemaVersion: 1,
  imageId: '5f0c2a9be41d7c3a8e60',
  correlationId: '5f0c2a9be41d7c3a8e60',
  camera: 'garden',
  capturedAt: '2026-11-20T13:02:11.000Z',
  bucket: 'intellicam-pictures',
  key: 'upload/garden/20261120T130211Z-03.jpg',
  etag: '9b2cf535f27731c974343645a3985328',
  sizeBytes: 48211,
  motionEvent: '0000720261120140209',
  motionArea: { centerX: 300, centerY: 260, width: 96, height: 224 },
} as const;

/** One example of every event: documentation, and what the topology's tests match rules against. */
export const eventExamples: { readonly [T in EventType]: DomainEvent<T> } = {
  ImageClassified: {
    type: 'ImageClassified',
    detail: {
      ...image,
      outcome: 'alarm',
      destinationKey: 'jpg_alarm/garden/20261120T130211Z-03.jpg',
      labelNames: ['Person', 'Bicycle'],
      topLabel: 'Person',
      topConfidence: 98.4,
      matches: [
        {
          rule: 'Person',
          label: 'Person',
          confidence: 98.4,
          box: { left: 0.41, top: 0.32, width: 0.12, height: 0.44 },
        },
      ],
      labels: [
        {
          name: 'Person',
          confidence: 98.4,
          instances: [
            { box: { left: 0.41, top: 0.32, width: 0.12, height: 0.44 }, confidence: 98.4 },
          ],
          parents: [],
          aliases: ['Human'],
          categories: ['Person Description'],
        },
        {
          name: 'Bicycle',
          confidence: 61.7,
          instances: [],
          parents: ['Transportation', 'Vehicle'],
          aliases: ['Bike'],
          categories: ['Vehicles and Automotive'],
        },
      ],
      labeler: 'rekognition',
    },
  },
  ImageRejected: {
    type: 'ImageRejected',
    detail: {
      ...image,
      destinationKey: 'jpg_error/garden/20261120T130211Z-03.jpg',
      reason: 'truncated',
      message: 'the picture ends before its header does',
    },
  },
  CameraSilent: {
    type: 'CameraSilent',
    detail: {
      schemaVersion: 1,
      correlationId: '0c77d1f6a2be4a90d5c3',
      camera: 'garden',
      lastSignAt: '2026-11-20T13:02:11.000Z',
      silentSinceMinutes: 35,
    },
  },
  CameraRecovered: {
    type: 'CameraRecovered',
    detail: {
      schemaVersion: 1,
      correlationId: '0c77d1f6a2be4a90d5c3',
      camera: 'garden',
      lastSignAt: '2026-11-20T15:12:11.000Z',
      silentSince: '2026-11-20T13:02:11.000Z',
      silentForMinutes: 130,
    },
  },
  FeedbackGiven: {
    type: 'FeedbackGiven',
    detail: {
      schemaVersion: 1,
      imageId: image.imageId,
      correlationId: image.correlationId,
      camera: image.camera,
      capturedAt: image.capturedAt,
      outcome: 'alarm',
      recordKey: 'records/garden/2026-11-20/5f0c2a9be41d7c3a8e60.json',
      verdict: 'not-an-alarm',
      givenAt: '2026-11-20T13:09:40.000Z',
      filedKey: 'jpg_alarm/garden/20261120T130211Z-03.jpg',
      destinationKey: 'jpg_quiet/garden/20261120T130211Z-03-5f0c2a9b.jpg',
    },
  },
  AlertRaised: {
    type: 'AlertRaised',
    detail: {
      schemaVersion: 1,
      alertId: image.imageId,
      correlationId: image.correlationId,
      kind: 'alarm',
      severity: 'alarm',
      camera: image.camera,
      labels: ['Person', 'Human'],
      rules: ['Person'],
      capturedAt: image.capturedAt,
      subject: '⏰ Alarm Event detected! ⏰ Person at garden',
      text: 'Person at garden · Friday, 20 November 2026 at 14:02:11 CET',
      imageId: image.imageId,
    },
  },
  LabelingStopped: {
    type: 'LabelingStopped',
    detail: {
      schemaVersion: 1,
      correlationId: '7be2f9c04d1138a6e5f0',
      since: '2026-11-20T13:02:11.000Z',
      reason: 'throttled',
      pictures: 'hold',
    },
  },
  LabelingResumed: {
    type: 'LabelingResumed',
    detail: {
      schemaVersion: 1,
      correlationId: '7be2f9c04d1138a6e5f0',
      since: '2026-11-20T13:02:11.000Z',
      reason: 'throttled',
      until: '2026-11-20T14:12:40.000Z',
      held: 37,
    },
  },
};
