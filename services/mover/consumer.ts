import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified', 'ImageRejected', 'FeedbackGiven'],
  needs: ['blobs'],
  grants: {
    read: ['upload', 'pictures', 'csv', 'records', 'feedback', 'consumers/mover'],
    write: ['pictures', 'csv', 'consumers/mover'],
    delete: ['upload', 'pictures', 'csv', 'consumers/mover'],
  },
  memoryMb: 256,
  timeoutSeconds: 30,
  batchSize: 10,
  concurrency: 10,
  load: () => import('./handle.ts'),
});
