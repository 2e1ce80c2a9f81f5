import { expect, it, vi } from 'vitest';
import { emfMetrics } from './emf-metrics.ts';

it('counts outcomes in one line, by name, for the stage alone', () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  try {
    const metrics = emfMetrics('home');
    for (const outcome of ['alarm', 'looked', 'alarm', 'already-moved']) metrics.count(outcome);
    metrics.flush();
    metrics.flush();
  } finally {
    write.mockRestore();
  }
  // It would come with every tick, and be paid.
  expect(lines.join()).not.toContain('Looked');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      _aws: { CloudWatchMetrics: [{ Namespace: 'IntelliCam', Dimensions: [['stage']] }] },
      stage: 'home',
      Alarm: [1, 1],
      AlreadyMoved: 1,
    },
  ]);
});
