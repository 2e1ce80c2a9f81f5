import { describe, expect, it } from 'vitest';
import { judgeAlarmList } from './judge-alarm-list.ts';

const place = { bucket: 'pictures', region: 'eu-west-1' };
const judge = (list: string | undefined) => judgeAlarmList(list, place);

describe('judgeAlarmList', () => {
  it('counts what rings', () => {
    expect(judge('Person,people,Alarm\nCar,vehicles,Quiet\n')).toEqual({
      ...{ check: 'what rings', state: 'ok' },
      found: 'Of 2 rows in config/reko_alarms.csv, 1 rings.',
    });
  });

  it('warns of rows that cannot be read, with their lines', () => {
    expect(judge('Person,people,Alarm\nCar,vehicles,Loud\nDog\n')).toMatchObject({
      state: 'warning',
      found: expect.stringMatching(/2 have mistakes: line 2: .*; line 3: /),
    });
  });

  it.each([undefined, '', 'Person;people;Alarm', 'Car,vehicles,Quiet'])(
    'finds a problem in %j, and says how to put another there',
    (list) => {
      expect(judge(list)).toMatchObject({
        state: 'problem',
        todo: expect.stringContaining(
          'reko_alarms.csv s3://pictures/config/reko_alarms.csv --region eu-west-1',
        ),
      });
    },
  );
});
