import type { DaySummary } from './day-summary.ts';

/** A day with something of everything, for the tests. */
export const aDay: DaySummary = {
  day: '2026-11-19',
  alarms: [
    {
      ...{ camera: 'door', count: 1 },
      labels: [{ name: 'Dog', count: 1 }],
    },
    {
      ...{ camera: 'garden', count: 13 },
      labels: [
        { name: 'Person', count: 12 },
        { name: 'Dog', count: 2 },
      ],
    },
  ],
  shown: [
    {
      ...{ camera: 'garden', capturedAt: '2026-11-19T13:02:11.000Z', labels: ['Person'] },
      thumbnail: new Uint8Array([0xff, 0xd8]),
    },
  ],
  quiet: 212,
  rejected: [{ name: 'the file is empty', count: 3 }],
  cameras: [
    { camera: 'door', state: 'well' },
    { camera: 'garden', state: 'well' },
    { camera: 'attic', state: 'silent', since: '2026-11-19T22:10:00.000Z' },
    { camera: 'shed', state: 'unwatched' },
  ],
  losses: [{ camera: 'garden', leftOut: 31, dropped: 2, refused: 0 }],
  messages: { rang: 9, held: 5 },
  dollars: 0.2431,
};

export const nothing: DaySummary = {
  ...{ day: '2026-11-19', alarms: [], shown: [], quiet: 0, rejected: [], losses: [] },
  cameras: ['attic', 'door', 'garden'].map((camera) => ({ camera, state: 'well' })),
  ...{ messages: { rang: 0, held: 0 }, dollars: 0 },
};
