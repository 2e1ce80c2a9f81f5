import { defineUploadConsumer } from '../../runtime/define-consumer.ts';

export default defineUploadConsumer({
  listensTo: 'uploads',
  needs: ['blobs', 'events', 'labeler', 'timers'],
  wakesItselfWith: ['ImageDue'],
  grants: {
    read: [
      ...(['upload', 'pictures', 'csv', 'records', 'config', 'visits'] as const),
      ...(['seen', 'labeler', 'spend', 'shown-rules'] as const),
    ],
    write: ['records', 'csv', 'error', 'visits', 'seen', 'labeler', 'spend', 'shown-rules'],
  },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 5,
  concurrency: 16,
  load: () => import('./handle.ts'),
});
