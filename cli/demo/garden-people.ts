import type { GardenPerson } from './draw-person.ts';

export type GardenPersonName = 'anna' | 'ben' | 'courier' | 'neighbour' | 'visitor' | 'stranger';

/** Who comes through the garden in a day, and how to tell them apart. */
export const gardenPeople: Record<GardenPersonName, Pick<GardenPerson, 'build' | 'outfit'>> = {
  anna: {
    build: 1,
    outfit: {
      skin: '#f0c4a4',
      hair: '#8a4f26',
      longHair: true,
      top: '#b5413f',
      trousers: '#44546b',
      shoes: '#2a211c',
      carries: 'nothing',
    },
  },
  ben: {
    build: 1.04,
    outfit: {
      skin: '#e2b08c',
      hair: '#1d1713',
      longHair: false,
      top: '#2f5d8a',
      trousers: '#3a3f4d',
      shoes: '#2a211c',
      carries: 'nothing',
    },
  },
  courier: {
    build: 1,
    outfit: {
      skin: '#8d5a3c',
      hair: '#1d1713',
      longHair: false,
      top: '#e0a838',
      trousers: '#22252b',
      shoes: '#2a211c',
      cap: '#8a3b22',
      carries: 'parcel',
    },
  },
  neighbour: {
    build: 1,
    outfit: {
      skin: '#e2b08c',
      hair: '#9a9a98',
      longHair: false,
      top: '#4f7d57',
      trousers: '#44546b',
      shoes: '#2a211c',
      carries: 'nothing',
    },
  },
  visitor: {
    build: 1,
    outfit: {
      skin: '#8d5a3c',
      hair: '#1d1713',
      longHair: true,
      top: '#7a5a96',
      trousers: '#22252b',
      shoes: '#efe9df',
      carries: 'bag',
    },
  },
  stranger: {
    build: 1.04,
    outfit: {
      skin: '#e2b08c',
      hair: '#2a2320',
      longHair: false,
      top: '#3c3f46',
      trousers: '#22252b',
      shoes: '#1d1a18',
      carries: 'nothing',
    },
  },
};
