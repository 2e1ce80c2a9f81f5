import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified', 'ImageRejected'],
  needs: ['blobs'],
  grants: { read: ['upload', 'pictures'], write: ['pictures'], delete: ['upload'] },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 10,
  concurrency: 10,
  load: () => import('./handle.ts'),
});
