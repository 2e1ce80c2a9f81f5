import { defineClockConsumer } from '../../runtime/define-clock-consumer.ts';

export default defineClockConsumer({
  everyMinutes: 15,
  needs: ['blobs', 'alerts', 'cameras'],
  grants: {
    read: ['gallery', 'cameras', 'watch', 'incidents', 'consumers/reporter'],
    write: ['consumers/reporter'],
  },
  memoryMb: 256,
  timeoutSeconds: 60,
  batchSize: 1,
  concurrency: 1,
  load: () => import('./handle.ts'),
});
