import { defineUploadConsumer } from '../../runtime/define-consumer.ts';

export default defineUploadConsumer({
  listensTo: 'uploads',
  needs: ['blobs', 'events', 'labeler'],
  grants: {
    read: ['upload', 'pictures', 'csv', 'records', 'config', 'visits', 'seen'],
    write: ['records', 'csv', 'error', 'visits', 'seen'],
  },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 5,
  concurrency: 16,
  load: () => import('./handle.ts'),
});
