import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './any-text.ts';
import { capturedAtMetadata, captureTime, localHour } from './capture-time.ts';

const stored = '2026-12-24T00:00:00.000Z';

function timeOf(file: string, timeZone = 'Europe/Berlin', metadata = {}): string {
  return captureTime({ file, timeZone, metadata, lastModified: new Date(stored) });
}

describe('captureTime', () => {
  it.each([
    ['01-20170115143501-03.jpg', 'Europe/Berlin', '2017-01-15T13:35:01.000Z'],
    ['01-20170115143501-03.jpg', 'UTC', '2017-01-15T14:35:01.000Z'],
    ['01-20170115143501-03.jpg', 'America/New_York', '2017-01-15T19:35:01.000Z'],
    ['01-20170715143501-03.jpg', 'Europe/Berlin', '2017-07-15T12:35:01.000Z'],
    ['0000720261120083327-1795161600-00.jpg', 'Europe/Berlin', '2026-11-20T08:00:00.000Z'],
    ['0000720261120083327-00.jpg', 'Europe/Berlin', '2026-11-20T07:33:27.000Z'],
    ['20261120T130211Z-03.jpg', 'Europe/Berlin', '2026-11-20T13:02:11.000Z'],
    ['20261120T130211-03.jpg', 'Europe/Berlin', '2026-11-20T12:02:11.000Z'],
    ['2026-11-20_13-02-11.jpg', 'Europe/Berlin', '2026-11-20T12:02:11.000Z'],
    ['2026-11-20T13:02:11.250Z.jpg', 'Europe/Berlin', '2026-11-20T13:02:11.000Z'],
    ['cam 2026_11_20 13.02.11.png', 'Europe/Berlin', '2026-11-20T12:02:11.000Z'],
    ['20261120/01-20261121143501-03.jpg', 'UTC', '2026-11-21T14:35:01.000Z'],
    ['20240229120000.jpg', 'UTC', '2024-02-29T12:00:00.000Z'],
  ])('reads %s in %s', (file, timeZone, expected) => {
    expect(timeOf(file, timeZone)).toBe(expected);
  });

  it.each([
    'snapshot.jpg',
    '',
    'lastsnap',
    '20261120.jpg',
    '20261320120000.jpg',
    '20230229120000.jpg',
    '20261120246000.jpg',
    '19991231235959.jpg',
    '120261120083327.jpg',
    '202611200833271.jpg',
    '20261120083327/snapshot.jpg',
    '0000000042.jpg',
    '17951616000.jpg',
  ])('finds no time in %j and takes the day it was stored', (file) => {
    expect(timeOf(file, 'UTC')).toBe(stored);
  });

  it('takes the earlier of the two hours when the clocks go back', () => {
    expect(timeOf('01-20261025023000-00.jpg')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('moves a time that the clocks left out when they went forward', () => {
    expect(timeOf('01-20260329023000-00.jpg')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('tells the repeated hour apart by the seconds in the name', () => {
    expect(timeOf('01-20261025023000-1792888200-00.jpg')).toBe('2026-10-25T00:30:00.000Z');
    expect(timeOf('01-20261025023000-1792891800-00.jpg')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('believes the metadata before the name', () => {
    const metadata = { [capturedAtMetadata]: '2026-11-20T14:02:11.5+01:00' };
    expect(timeOf('20170115143501.jpg', 'UTC', metadata)).toBe('2026-11-20T13:02:11.500Z');
  });

  it.each([
    ['of a Pi that booted without network', '1970-01-01T00:00:07Z'],
    ['of a battery that ran out', '1999-12-31T23:59:59Z'],
    ['of the far future', '2100-01-01T00:00:00Z'],
    ['that is none', 'yesterday'],
    ['that is empty', ''],
    ['that is a day that never was', '2026-02-30T00:00:00Z'],
    ['that only a lenient reader would find', 'frame 7'],
    ['whose zone nobody knows', '2026-11-20 08:33:27'],
  ])('does not believe metadata %s', (_, text) => {
    const metadata = { [capturedAtMetadata]: text };
    expect(timeOf('20170115143501.jpg', 'UTC', metadata)).toBe('2017-01-15T14:35:01.000Z');
    expect(timeOf('snapshot.jpg', 'UTC', metadata)).toBe(stored);
  });

  it('reads any second back from a Motion name, in any zone', () => {
    const second = fc.date({
      min: new Date('2001-09-10T00:00:00Z'),
      max: new Date('2033-05-17T00:00:00Z'),
      noInvalidDate: true,
    });
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(second, zone, (date, timeZone) => {
        const whole = Math.floor(date.getTime() / 1000);
        const expected = new Date(whole * 1000).toISOString();
        const compact = expected.replace(/[-:]|\.000/g, '');
        expect(timeOf(`01-20170115143501-${whole}-03.jpg`, timeZone)).toBe(expected);
        expect(timeOf(`01-${compact}-03.jpg`, timeZone)).toBe(expected);
      }),
    );
  });

  it('always gives a time in UTC, whatever the name and the metadata', () => {
    fc.assert(
      fc.property(anyText, fc.string(), (file, text) => {
        const time = timeOf(file, 'UTC', { [capturedAtMetadata]: text });
        expect(new Date(time).toISOString()).toBe(time);
      }),
    );
  });
});

describe('localHour', () => {
  it.each([
    ['2026-11-20T13:02:11.000Z', 'UTC', '2026-11-20', '13'],
    ['2026-11-20T13:02:11.000Z', 'Europe/Berlin', '2026-11-20', '14'],
    ['2026-11-20T23:59:59.999Z', 'Europe/Berlin', '2026-11-21', '00'],
    ['2026-11-20T22:59:59.999Z', 'Europe/Berlin', '2026-11-20', '23'],
    ['2026-12-31T23:30:00.000Z', 'Europe/Berlin', '2027-01-01', '00'],
    ['2026-11-20T02:00:00.000Z', 'America/New_York', '2026-11-19', '21'],
    ['2026-11-20T18:45:00.000Z', 'Asia/Kathmandu', '2026-11-21', '00'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25', '02'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25', '02'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29', '03'],
  ])('puts %s in %s on %s at %s', (instant, timeZone, day, hour) => {
    expect(localHour(instant, timeZone)).toEqual({ day, hour });
  });
});
