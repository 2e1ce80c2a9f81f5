import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified', 'ImageRejected'],
  needs: ['blobs'],
  grants: { read: ['upload', 'pictures', 'gallery'], write: ['gallery'] },
  memoryMb: 1024,
  timeoutSeconds: 60,
  batchSize: 10,
  // Decoded pictures are large; the index merges of one batch are still folded into one write.
  concurrency: 8,
  load: () => import('./handle.ts'),
});
