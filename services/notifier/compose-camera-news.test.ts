import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { composeCameraNews } from './compose-camera-news.ts';
import { durationText } from './duration-text.ts';

const { CameraSilent, CameraRecovered } = eventExamples;
const zone = 'Europe/Berlin';

function silent(more: object) {
  return { ...CameraSilent, detail: { ...CameraSilent.detail, ...more } };
}

describe('the message about a camera', () => {
  it('says since when it is silent, and what to look at', () => {
    const alert = composeCameraNews(CameraSilent, zone);
    expect(alert).toMatchObject({
      ...{ kind: 'camera', severity: 'alarm', camera: 'garden', labels: [] },
      id: `${CameraSilent.detail.correlationId}-silent`,
      capturedAt: '2026-11-20T13:37:11.000Z',
      subject: 'The camera garden has been silent since 14:02',
    });
    expect(alert.text).toContain('The camera garden has been silent since 14:02.\n');
    expect(alert.text).toContain('its power, its network');
    expect(alert.text).toContain('intellicam-uploader status');
  });

  it('names the day when it was another', () => {
    const { text } = composeCameraNews(silent({ silentSinceMinutes: 900 }), zone);
    expect(text).toContain('silent since 14:02 on 20 Nov 2026.');
  });

  it('says that it was told to stop', () => {
    const { text } = composeCameraNews(silent({ toldToStop: true }), zone);
    expect(text).toContain('its uploader was told to stop');
    expect(text).not.toContain('its power');
  });

  it('says how long it was away', () => {
    const alert = composeCameraNews(CameraRecovered, zone);
    expect(alert).toMatchObject({
      ...{ kind: 'camera', severity: 'info' },
      id: `${CameraRecovered.detail.correlationId}-recovered`,
      subject: 'The camera garden is back after 2 hours 10 minutes',
    });
    expect(alert.text).toContain('It was silent from 14:02 to 16:12.');
  });

  it('lets no name of a camera break a line or a page', () => {
    const camera = `<b>gar\nden</b>${'x'.repeat(200)}`;
    const { subject, text, html } = composeCameraNews(silent({ camera }), zone);
    expect(subject).not.toContain('\n');
    expect([...subject].length).toBeLessThanOrEqual(90);
    expect(text.split('\n')[0]).toMatch(
      /^The camera <b>gar den.*…? has been silent since 14:02\.$/,
    );
    expect(html).not.toContain('<b>');
  });
});

describe('durationText', () => {
  it.each([
    [0, 'less than a minute'],
    [1, '1 minute'],
    [45, '45 minutes'],
    [60, '1 hour'],
    [130, '2 hours 10 minutes'],
    [1440, '1 day'],
    [1441, '1 day'],
    [3 * 1440 + 61, '3 days 1 hour'],
  ])('says %i minutes as %s', (minutes, text) => {
    expect(durationText(minutes)).toBe(text);
  });
});
