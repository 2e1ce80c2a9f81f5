import { describe, expect, it } from 'vitest';
import { problemOfName } from './consumer-name.ts';

const existing = ['mover', 'uploader'];

describe('problemOfName', () => {
  it.each(['doorbell', 'a', 'cat-album', 'mover-2', 'x'.repeat(36)])('takes %s', (name) => {
    expect(problemOfName(name, existing)).toBeUndefined();
  });

  it.each([
    ...['', 'Doorbell', 'door_bell', 'door bell', '2nd', '-door', 'door-', 'a--b'],
    ...['../door', 'door/bell', 'türe', '.', "door'bell", 'door\n'],
  ])('refuses %j and says what a name is', (name) => {
    expect(problemOfName(name, existing)).toContain('lower-case letters');
  });

  it('refuses a name that would be too long on AWS', () => {
    expect(problemOfName('x'.repeat(37), existing)).toContain('at most 36');
  });

  it.each(['uploads', 'undelivered', 'camera', 'enroller', 'mover-dead-letters', 'webhook-phone'])(
    'refuses %s, which is taken by the pipeline',
    (name) => {
      expect(problemOfName(name, existing)).toContain('the pipeline itself');
    },
  );

  it.each(existing)('refuses %s, which is there', (name) => {
    expect(problemOfName(name, existing)).toBe(`services/${name} exists already`);
  });
});
