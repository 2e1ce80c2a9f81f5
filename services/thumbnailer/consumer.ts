import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified', 'ImageRejected', 'FeedbackGiven'],
  needs: ['blobs', 'timers'],
  wakesItselfWith: ['SummaryDue', 'MonthDue'],
  grants: { read: ['upload', 'pictures', 'records', 'gallery'], write: ['gallery'] },
  memoryMb: 1024,
  timeoutSeconds: 60,
  batchSize: 10,
  // Most of them wait for the index, whose next write takes them all along.
  concurrency: 32,
  load: () => import('./handle.ts'),
});
