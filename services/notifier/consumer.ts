import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: [
    ...(['ImageClassified', 'ImageRejected', 'CameraSilent', 'CameraRecovered'] as const),
    ...(['LabelingStopped', 'LabelingResumed'] as const),
  ],
  // Only what was classified has an outcome.
  where: { outcome: ['alarm', { exists: false }] },
  needs: ['blobs', 'alerts', 'timers'],
  wakesItselfWith: ['DigestDue', 'RejectionsDue'],
  grants: { read: ['upload', 'pictures', 'thumbnails', 'incidents'], write: ['incidents'] },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 5,
  concurrency: 5,
  load: () => import('./handle.ts'),
});
