import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified'],
  where: { outcome: ['alarm'] },
  needs: ['blobs', 'alerts'],
  grants: { read: ['upload', 'pictures'] },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 5,
  concurrency: 5,
  load: () => import('./handle.ts'),
});
