import { describe, expect, it } from 'vitest';
import type { RejectionNotice } from '../../contracts/camera-rejections.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { composeRejection } from './compose-rejection.ts';
import { addRejection } from './rejections/gathered.ts';

const { detail } = eventExamples.ImageRejected;
const one: RejectionNotice = {
  ...addRejection(undefined, detail),
  ...{ number: 1, at: '2026-11-20T13:02:20.000Z', isMore: false, state: 'telling' },
};

describe('the message about rejected pictures', () => {
  it('says which picture, why, where it lies and what to do', () => {
    const alert = composeRejection('garden', one, 'Europe/Berlin');
    expect(alert).toMatchObject({
      ...{ kind: 'rejected', camera: 'garden', labels: [] },
      id: `${detail.imageId}-rejected-1`,
      subject: '⚠️ Error processing image ⚠️ garden',
    });
    expect(alert.text).toBe(`A picture of garden could not be read.

The reason: the picture ends before its header does.
Taken 20 Nov 2026, 14:02:11. Nobody has looked at it: somebody may be on it.
It lies at ${detail.destinationKey}, with the reason beside it.
The file was cut short: look at the room on the camera’s disk, and at its network.

IntelliCam
`);
  });

  it('counts the reasons of several, the most frequent first, and describes the newest', () => {
    const message = 'the file is empty';
    const gathered = [
      detail,
      { ...detail, reason: 'empty', message, capturedAt: '2026-11-20T13:05:00.000Z' } as const,
      { ...detail, reason: 'empty', message, capturedAt: '2026-11-20T13:04:00.000Z' } as const,
    ].reduce(
      (before, image) => addRejection(before, image),
      undefined as ReturnType<typeof addRejection> | undefined,
    );
    const alert = composeRejection('garden', { ...one, ...gathered, isMore: true }, 'UTC');
    expect(alert.subject).toBe('⚠️ Error processing image ⚠️ 3 more pictures of garden');
    expect(alert.text).toContain('could not be read: 2 empty, 1 truncated.\n');
    expect(alert.text).toContain('The last: the file is empty.');
    expect(alert.text).toContain('13:05:00');
  });

  it('lets no name or message become a page, a header or a line', () => {
    const hostile = { ...one.last, message: '<img src=x onerror=alert(1)>\r\nBcc: x' };
    const { subject, text, html } = composeRejection(
      '<script>\r\nBcc: x',
      { ...one, last: { ...hostile, destinationKey: 'jpg_error/"><svg/onload=1>' } },
      'UTC',
    );
    for (const tag of ['<script', '<img', '<svg']) expect(html).not.toContain(tag);
    expect(`${subject}${text}`).not.toMatch(/[\r]|\nBcc/);
    expect([...subject].length).toBeLessThanOrEqual(90);
  });
});
