import type { GardenPerson } from './draw-person.ts';
import { type GardenPersonName, gardenPeople } from './garden-people.ts';

type GardenVisit = { readonly at: string; readonly persons: readonly GardenPerson[] };

type Appearance = readonly [
  who: GardenPersonName,
  facing: GardenPerson['facing'],
  x: number,
  y: number,
  stride: number,
];

/**
 * When somebody is in the garden, and where.
 *
 * The places and strides are those in which the detector was surest of each, 0.6 or more.
 */
export const gardenVisits: readonly GardenVisit[] = [
  visit('02:47:11', ['stranger', 'left', 463, 352, 0.86]),
  visit('02:47:14', ['stranger', 'left', 240, 439, 0.79]),
  visit('06:12:40', ['visitor', 'right', 269, 342, 0.79]),
  visit('06:12:44', ['visitor', 'right', 376, 342, 0.99]),
  visit('07:35:02', ['ben', 'camera', 389, 351, 0.42]),
  visit('07:35:06', ['ben', 'left', 465, 367, 0.52]),
  visit('08:21:30', ['anna', 'camera', 382, 363, 0.45]),
  visit('10:48:05', ['courier', 'right', 180, 354, 0.51]),
  visit('10:48:09', ['courier', 'right', 447, 320, 0.81]),
  visit('10:49:31', ['courier', 'camera', 320, 324, 0.66]),
  visit('12:31:12', ['anna', 'left', 188, 447, 0.9]),
  visit('12:34:50', ['anna', 'right', 442, 389, 0.89]),
  visit('15:20:07', ['neighbour', 'right', 132, 358, 0.67], ['visitor', 'right', 326, 419, 0.79]),
  visit('15:20:12', ['neighbour', 'camera', 280, 348, 0.56], ['visitor', 'camera', 442, 354, 0.89]),
  visit('15:47:55', ['neighbour', 'left', 130, 456, 0.94], ['visitor', 'left', 439, 365, 0.94]),
  visit('17:34:20', ['ben', 'right', 374, 325, 0.97]),
  visit('17:34:24', ['ben', 'right', 461, 343, 0.6]),
  visit('18:41:15', ['anna', 'camera', 323, 385, 0.62], ['ben', 'left', 528, 390, 0.9]),
  visit('18:44:02', ['anna', 'left', 135, 439, 0.79], ['ben', 'camera', 397, 373, 0.94]),
  visit('19:50:33', ['anna', 'right', 136, 425, 0.92]),
  visit('19:53:18', ['anna', 'camera', 433, 422, 0.96]),
  visit('20:52:09', ['neighbour', 'right', 361, 318, 0.85]),
  visit('20:52:14', ['neighbour', 'camera', 471, 354, 0.92]),
  visit('22:41:37', ['ben', 'camera', 485, 461, 0.47]),
];

function visit(at: string, ...appearances: readonly Appearance[]): GardenVisit {
  const persons = appearances.map(([who, facing, x, y, stride]) => {
    return { x, y, facing, stride, ...gardenPeople[who] };
  });
  return { at, persons };
}
