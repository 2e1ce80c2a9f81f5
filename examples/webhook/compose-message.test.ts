import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { composeMessage } from './compose-message.ts';

const { detail } = eventExamples.ImageClassified;
const match = { rule: 'r', confidence: 90 };

describe('composeMessage', () => {
  it('has what an automation asks for', () => {
    expect(composeMessage(detail, 'Europe/Berlin')).toEqual({
      id: detail.imageId,
      text: 'Person at garden, 14:02',
      camera: 'garden',
      capturedAt: '2026-11-20T13:02:11.000Z',
      severity: 'alarm',
      labels: ['Person'],
      picture: 'jpg_alarm/garden/20261120T130211Z-03.jpg',
    });
  });

  it('is what the README shows', async () => {
    const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
    const [, shown = ''] = /```json\n([^`]*)```/.exec(readme) ?? [];
    expect(JSON.parse(shown)).toEqual(composeMessage(detail, 'Europe/Berlin'));
  });

  it('names each thing once, and how much it matters', () => {
    const matches = [
      { ...match, label: 'Dog' },
      { ...match, label: 'Person' },
      { ...match, label: 'Dog' },
    ];
    const message = composeMessage({ ...detail, matches, severity: 'critical' }, 'UTC');
    expect(message).toMatchObject({ text: 'Dog, Person at garden, 13:02', severity: 'critical' });
  });

  it('says something even when no match is left', () => {
    expect(composeMessage({ ...detail, matches: [] }, 'UTC').text).toBe('Alarm at garden, 13:02');
  });
});
