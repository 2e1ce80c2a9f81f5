import { expect, it, vi } from 'vitest';
import { powertoolsLogger } from './powertools-logger.ts';

it('writes one line of JSON, with the causes of an error', () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  try {
    const error = new Error('read object a\nb', { cause: new Error('access denied') });
    const several = new AggregateError([error], 'several');
    const log = powertoolsLogger('mover', 'home');
    log.error('not handled', { error, messageId: 'm' });
    log.error('not handled', { error: several });
  } finally {
    write.mockRestore();
  }
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 'ERROR',
      message: 'not handled',
      consumer: 'mover',
      stage: 'home',
      messageId: 'm',
      error: { message: 'read object a\nb', cause: { message: 'access denied' } },
    },
    { errors: [{ message: 'read object a\nb' }] },
  ]);
});
