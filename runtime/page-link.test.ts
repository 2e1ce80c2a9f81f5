import { describe, expect, it } from 'vitest';
import { surroundings } from '../test/adapters/surroundings.ts';
import { alertsOver } from './alerts.ts';
import type { GalleryLink } from './gallery-link.ts';
import { pageLinks, pagePlace } from './page-link.ts';

const hosted: GalleryLink = async ({ day, image }) => `https://page/enter?${day}-${image}`;
const place = pagePlace('2026-11-20T23:30:00.000Z', 'Europe/Berlin', 'a');

function links(galleryLink: GalleryLink | undefined, galleryUrl?: string) {
  const { settings, lines, ...others } = surroundings();
  const alerts = alertsOver({ channels: {}, galleryLink });
  const named = { ...settings, ...(galleryUrl && { galleryUrl }) };
  return { lines, link: pageLinks({ ...others, alerts, settings: named }) };
}

describe('the link of a message', () => {
  it('opens the hosted page at the picture, on its day there', async () => {
    expect(await links(hosted).link(place)).toBe('https://page/enter?2026-11-21-a');
  });

  it('is the owner’s own where they named the page', async () => {
    const { link } = links(hosted, 'https://pictures.example.org/a');
    expect(await link(place)).toBe('https://pictures.example.org/a#day=2026-11-21&image=a');
    const door = { day: '2026-11-21', camera: 'front door' };
    expect(await link(door)).toBe(
      'https://pictures.example.org/a#day=2026-11-21&camera=front+door',
    );
  });

  it('is not there where there is no page', async () => {
    expect(await links(undefined).link(place)).toBeUndefined();
  });

  it('is left out, and said so, when it cannot be signed', async () => {
    const { link, lines } = links(() => Promise.reject(new Error('throttled')));
    expect(await link(place)).toBeUndefined();
    expect(lines).toMatchObject([{ level: 'warn' }]);
  });
});
