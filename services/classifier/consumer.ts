import { defineUploadConsumer } from '../../runtime/define-consumer.ts';

export default defineUploadConsumer({
  listensTo: 'uploads',
  needs: ['blobs', 'events', 'labeler', 'timers'],
  wakesItselfWith: ['ImageDue'],
  grants: {
    read: ['upload', 'pictures', 'csv', 'records', 'config', 'visits', 'seen', 'labeler', 'spend'],
    write: ['records', 'csv', 'error', 'visits', 'seen', 'labeler', 'spend'],
  },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 5,
  concurrency: 16,
  load: () => import('./handle.ts'),
});
