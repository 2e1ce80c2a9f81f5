import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified', 'CameraSilent', 'CameraRecovered'],
  // Only pictures have an outcome.
  where: { outcome: ['alarm', { exists: false }] },
  needs: ['blobs', 'alerts', 'timers'],
  wakesItselfWith: ['DigestDue'],
  grants: { read: ['upload', 'pictures', 'incidents'], write: ['incidents'] },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 5,
  concurrency: 5,
  load: () => import('./handle.ts'),
});
