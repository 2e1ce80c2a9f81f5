import { expect, it } from 'vitest';
import { pictureUrls } from './picture-urls.ts';

const picture = {
  ...{ imageId: 'd0e1f2a3b4c5', outcome: 'quiet' as const },
  key: 'jpg_quiet/front door/a.jpg',
};
const judgement = { verdict: 'missed' as const, givenAt: '2026-11-20T15:00:00.000Z' };

it('looks first where a picture belongs by what was said of it', () => {
  const [filed, turned] = [
    '/jpg_quiet/front%20door/a.jpg',
    '/jpg_alarm/front%20door/a-d0e1f2a3.jpg',
  ];
  expect(pictureUrls(picture)).toEqual([filed, turned]);
  expect(pictureUrls({ ...picture, judgement })).toEqual([turned, filed]);
});

it('looks in one place for what could not be read: nobody moves it', () => {
  expect(pictureUrls({ ...picture, outcome: 'rejected' })).toHaveLength(1);
});
