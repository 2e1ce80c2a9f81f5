import { defineClockConsumer } from '../../runtime/define-clock-consumer.ts';

export default defineClockConsumer({
  everyMinutes: 60,
  needs: ['blobs', 'events', 'cameras', 'uploads'],
  grants: { read: ['upload', 'records', 'feedback', 'gallery', 'labeler'] },
  memoryMb: 256,
  timeoutSeconds: 120,
  batchSize: 1,
  concurrency: 1,
  load: () => import('./handle.ts'),
});
