import { describe, expect, it } from 'vitest';
import { heightOf } from './draw-person.ts';
import { gardenDay } from './garden-day.ts';
import { gardenSceneSvg, sceneHeight, sceneWidth } from './garden-scene.ts';
import { secondsOfDay } from './time-of-day.ts';

describe.each([1, 2, 77])('the garden on day %i', (seed) => {
  const day = gardenDay(seed);
  const alarms = day.filter(({ expected }) => expected === 'alarm');

  it('is the same each time', () => {
    expect(gardenDay(seed)).toEqual(day);
    expect(gardenDay(seed).slice(0, 9).map(gardenSceneSvg)).toEqual(
      day.slice(0, 9).map(gardenSceneSvg),
    );
  });

  it('lasts 24 hours, in order, two pictures never in the same second', () => {
    const seconds = day.map(({ at }) => secondsOfDay(at));
    expect(new Set(seconds).size).toBe(day.length);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(seconds[0]).toBeLessThan(3600);
    expect(seconds.at(-1)).toBeGreaterThan(22.5 * 3600);
  });

  it('is mostly empty', () => {
    expect(day.length).toBeGreaterThanOrEqual(80);
    expect(day.length).toBeLessThanOrEqual(100);
    expect(alarms).toHaveLength(24);
    expect(alarms.filter(({ persons }) => persons.length === 2)).toHaveLength(5);
    expect(
      day.filter(({ persons, expected }) => (expected === 'alarm') !== persons.length > 0),
    ).toEqual([]);
  });

  it('shows every light, and the car only when its owner is at home', () => {
    expect(new Set(day.map(({ light }) => light))).toEqual(
      new Set(['night', 'dawn', 'day', 'dusk']),
    );
    const atNoon = day.filter(({ at }) => at > '08' && at < '17');
    expect(atNoon.every(({ car }) => car === undefined)).toBe(true);
    expect(day.filter(({ car }) => car !== undefined).length).toBeGreaterThan(30);
  });

  it('shows people whole and taller than a fifth of the picture', () => {
    for (const person of alarms.flatMap(({ persons }) => persons)) {
      expect(heightOf(person)).toBeGreaterThan(sceneHeight / 5);
      expect(person.y).toBeLessThan(sceneHeight);
      expect(person.x).toBeGreaterThan(60);
      expect(person.x).toBeLessThan(sceneWidth - 60);
    }
  });
});

it('differs from day to day', () => {
  expect(gardenDay(1).map(gardenSceneSvg)).not.toEqual(gardenDay(2).map(gardenSceneSvg));
});
