import { defineClockConsumer } from '../../runtime/define-clock-consumer.ts';

export default defineClockConsumer({
  everyMinutes: 5,
  needs: ['blobs', 'events', 'cameras'],
  grants: { read: ['cameras', 'watch'], list: ['records', 'upload'], write: ['watch'] },
  memoryMb: 256,
  timeoutSeconds: 60,
  batchSize: 1,
  concurrency: 1,
  load: () => import('./handle.ts'),
});
