import { type Daylight, daylightOf, goldenness, type Light } from './daylight.ts';
import { drawCar, type GardenCar } from './draw-car.ts';
import { drawCat, type GardenCat } from './draw-cat.ts';
import { drawHouse } from './draw-house.ts';
import { drawLawn } from './draw-lawn.ts';
import { drawPerson, type GardenPerson, heightOf } from './draw-person.ts';
import { drawSky } from './draw-sky.ts';
import { drawTree } from './draw-tree.ts';
import { ellipse } from './svg-shapes.ts';
import { secondsOfDay } from './time-of-day.ts';

/** What the garden camera sees at one moment of the simulated day. */
export type GardenScene = {
  /** Local time of day, `hh:mm:ss`. */
  readonly at: string;
  readonly light: Light;
  readonly persons: readonly GardenPerson[];
  readonly car?: GardenCar;
  readonly cat?: GardenCat;
  /** How far the cloud's shadow has drifted over the lawn, 0 to 1. */
  readonly shadows: number;
  /** What differs between two pictures of the same: clouds, wind, the sensor's noise. */
  readonly seed: number;
  /** What the pipeline has to make of it. */
  readonly expected: 'alarm' | 'quiet';
};

export const sceneWidth = 640;
export const sceneHeight = 480;

/** Draws a scene as SVG. */
export function gardenSceneSvg(scene: GardenScene): string {
  const daylight = daylightOf(scene.light);
  const hour = secondsOfDay(scene.at) / 3600;
  const lean = scene.light === 'night' ? 0.4 : Math.max(-1.3, Math.min(1.3, (13 - hour) * 0.22));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sceneWidth}" height="${sceneHeight}" viewBox="0 0 640 480">`,
    definitions(daylight, scene.persons.length > 0),
    drawSky(scene.light, daylight, hour, scene.seed),
    drawLawn(),
    drawHouse(daylight.lampsOn),
    drawShadows(scene, daylight, lean),
    scene.car ? drawCar(scene.car) : '',
    drawTree((scene.seed % 7) - 3),
    scene.cat ? drawCat(scene.cat) : '',
    ...inDepth(scene.persons).map(
      (person) => personShadow(person, daylight, lean) + drawPerson(person),
    ),
    washOver('url(#wash)', 1),
    washOver('#ffbf6b', goldenness(scene.light, hour) * 0.42),
    drawGlow(scene, daylight),
    '</svg>',
  ].join('');
}

function washOver(fill: string, opacity: number): string {
  if (opacity === 0) return '';
  return `<rect width="640" height="480" fill="${fill}" opacity="${opacity.toFixed(2)}" style="mix-blend-mode:multiply"/>`;
}

function inDepth(persons: readonly GardenPerson[]): readonly GardenPerson[] {
  return [...persons].sort((a, b) => a.y - b.y);
}

function definitions({ sky, wash, glow }: Daylight, somebody: boolean): string {
  const stops = (colours: readonly string[], to = 1) =>
    colours
      .map(
        (colour, index) =>
          `<stop offset="${(index / (colours.length - 1)) * to}" stop-color="${colour}"/>`,
      )
      .join('');
  return `<defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">${stops(sky)}</linearGradient>
    <linearGradient id="lawn" x1="0" y1="0" x2="0" y2="1">${stops(['#8cba62', '#6fa64f', '#5b9243'])}</linearGradient>
    <radialGradient id="wash" gradientUnits="userSpaceOnUse" cx="400" cy="300" r="${somebody ? 420 : 300}">${stops([glow, wash])}</radialGradient>
    <radialGradient id="shade">${stops(['#14281e', '#14281eb0', '#14281e00'])}</radialGradient>
    <radialGradient id="lamp">${stops(['#ffe2a090', '#ffe2a030', '#ffe2a000'])}</radialGradient>
  </defs>`;
}

function drawShadows({ shadows, light }: GardenScene, { shadow }: Daylight, lean: number): string {
  const cloud =
    light === 'day'
      ? `<g opacity="${shadow * 0.8}">${ellipse('url(#shade)', [shadows * 1000 - 180, 385], 260, 84)}</g>`
      : '';
  const crown = `<g transform="translate(70 312) skewX(${(lean * -34).toFixed(1)})" opacity="${shadow * 2}">${
    ellipse('url(#shade)', [6, 40], 110, 44) +
    ellipse('url(#shade)', [-50, 54], 66, 32) +
    ellipse('url(#shade)', [64, 60], 70, 30)
  }</g>`;
  return cloud + crown;
}

function personShadow(person: GardenPerson, { shadow }: Daylight, lean: number): string {
  const height = heightOf(person);
  return `<g transform="translate(${person.x} ${person.y}) skewX(${(lean * -40).toFixed(1)})" opacity="${shadow * 2}">${ellipse(
    'url(#shade)',
    [0, height * 0.12],
    height * 0.16,
    height * 0.2,
  )}</g>${ellipse('url(#shade)', [person.x, person.y], height * 0.17, height * 0.036)}`;
}

function drawGlow({ car }: GardenScene, { lampsOn }: Daylight): string {
  const lamp = (x: number, y: number, radius: number) =>
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#lamp)" style="mix-blend-mode:screen"/>`;
  const porch = lampsOn ? lamp(542, 166, 70) + lamp(586, 165, 60) : '';
  const ahead = car?.facing === 'left' ? -1 : 1;
  return porch + (car?.headlights ? lamp(car.x + ahead * 92, 236, 60) : '');
}
