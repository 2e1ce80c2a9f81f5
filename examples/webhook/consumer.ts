import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified'],
  where: { outcome: ['alarm'] },
  needs: ['blobs'],
  grants: { read: ['config', 'consumers/webhook'], write: ['consumers/webhook'] },
  memoryMb: 256,
  timeoutSeconds: 30,
  // One address that answers slowly must not use up the time of a whole batch.
  batchSize: 1,
  concurrency: 5,
  load: () => import('./handle.ts'),
});
