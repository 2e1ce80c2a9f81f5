import { type Light, lightAt } from './daylight.ts';
import type { GardenCar } from './draw-car.ts';
import type { GardenCat } from './draw-cat.ts';
import type { GardenScene } from './garden-scene.ts';
import { gardenVisits } from './garden-visits.ts';
import { seededRandom } from './seeded-random.ts';
import { secondsOfDay, timeOfDay } from './time-of-day.ts';

/** How many minutes pass until wind, clouds or moths set off the camera again. */
const quietMinutes: Record<Light, number> = { night: 43, dawn: 17, day: 18, dusk: 17 };

const carLeaves = secondsOfDay('07:41:00');
const carReturns = secondsOfDay('17:32:00');
const parkedCar: GardenCar = { x: 200, facing: 'right', colour: '#b23a34', headlights: false };

/** Everything the garden camera takes in one day, in the order of its capture. */
export function gardenDay(seed: number): readonly GardenScene[] {
  const random = seededRandom(seed);
  const visits = gardenVisits.map(({ at, persons }) => ({ at, persons, ...carAt(at) }));
  const drives = [
    { at: timeOfDay(carLeaves + 4), persons: [], car: { ...parkedCar, x: 52 } },
    { at: timeOfDay(carReturns - 6), persons: [], car: { ...parkedCar, x: 108, headlights: true } },
  ];
  const quiet = quietTimes(random).map((at) => {
    return { at, persons: [], ...carAt(at), ...catAt(at, random) };
  });
  return [...visits, ...drives, ...quiet]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map((moment) => ({
      ...moment,
      light: lightAt(moment.at),
      shadows: random(),
      seed: Math.floor(random() * 1_000_000),
      expected: moment.persons.length > 0 ? 'alarm' : 'quiet',
    }));
}

function carAt(at: string): { readonly car?: GardenCar } {
  const seconds = secondsOfDay(at);
  return seconds > carLeaves && seconds < carReturns ? {} : { car: parkedCar };
}

/** By night the cat is out hunting elsewhere. */
function catAt(at: string, random: () => number): { readonly cat?: GardenCat } {
  if (random() > 0.15 || lightAt(at) === 'night') return {};
  return { cat: { x: Math.round(150 + random() * 270), y: Math.round(320 + random() * 120) } };
}

function quietTimes(random: () => number): readonly string[] {
  const times: string[] = [];
  let at = 600 + random() * 600;
  while (at < 24 * 3600) {
    const time = timeOfDay(at);
    if (!somebodyAround(at)) times.push(time);
    at += quietMinutes[lightAt(time)] * 60 * (0.7 + random() * 0.6);
  }
  return times;
}

/** Keeps the empty garden a minute away from visits and drives, which have scenes of their own. */
function somebodyAround(seconds: number): boolean {
  const busy = [...gardenVisits.map((visit) => secondsOfDay(visit.at)), carLeaves, carReturns];
  return busy.some((moment) => Math.abs(moment - seconds) < 60);
}
