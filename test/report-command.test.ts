import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { usedFolder } from './used-folder.ts';

const since = ['--since', '2021-11-01'];

describe('intellicam report', () => {
  it('tells what came of the pictures of a data folder', async () => {
    const { data } = await usedFolder();
    const run = await runCli(['report', '--data', data, ...since]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('  3 pictures: 1 alarms; 1 quiet, 50 % kept silent; 1 rejected\n');
    expect(run.stdout).toContain('\nAlarms a month\n  2021-11  ████');
    expect(run.stdout).toContain('\nWhat rang\n  Person  ████');
    expect(run.stdout).toContain('\nNever rang\n  rules: ');
    // Nothing is paid for on one machine, and nothing coloured where nobody looks.
    expect(run.stdout).not.toMatch(/Cost|\p{Cc}\[/u);
  });

  it('tells of one camera, and of days since one only', async () => {
    const { data } = await usedFolder();
    const camera = ['--json', '--camera', 'gate'];
    const gate = await runCli(['report', '--data', data, ...since, ...camera]);
    expect(JSON.parse(gate.stdout)).toMatchObject({
      ...{ place: data, from: '2021-11-01', pictures: 1, alarm: 0, rejected: 1, labels: [] },
      cameras: [{ camera: 'gate' }],
    });
    const late = await runCli(['report', '--data', data, '--since', '2021-11-20', '--json']);
    expect(JSON.parse(late.stdout)).toMatchObject({ pictures: 2, alarm: 1 });
    const month = await runCli(['report', '--data', data, '--json']);
    expect(JSON.parse(month.stdout)).toMatchObject({ pictures: 0 });
  });

  it('lists the days as CSV', async () => {
    const { data } = await usedFolder();
    const run = await runCli(['report', '--data', data, ...since, '--csv']);
    expect(run.stdout.split('\r\n')).toEqual([
      'Day,Camera,Alarms,Quiet,Rejected,Right,NotAnAlarm,Missed,RightQuiet,Labels',
      '2021-11-19,garden,0,1,0,0,0,0,0,',
      '2021-11-20,garden,1,0,0,0,0,0,0,Person 1',
      '2021-11-20,gate,0,0,1,0,0,0,0,',
      '',
    ]);
  });

  it.each([
    [['--csv', '--json'], /--json or --csv, not both/],
    [['--since', 'soon'], /--since needs days/],
    [['--data', '/nowhere'], /\/nowhere is no data folder/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const run = await runCli(['report', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
  });
});
