import { secondsOfDay } from './time-of-day.ts';

export type Light = 'night' | 'dawn' | 'day' | 'dusk';

export type Daylight = {
  readonly sky: readonly [top: string, middle: string, bottom: string];
  /** Multiplied over everything below the sky. */
  readonly wash: string;
  /** What the wash becomes in the middle of the garden, where lamp and low sun reach. */
  readonly glow: string;
  readonly cloud: string;
  readonly shadow: number;
  readonly lampsOn: boolean;
};

const daylights: Record<Light, Daylight> = {
  night: {
    sky: ['#1a2450', '#3a4a86', '#6678ac'],
    wash: '#3d4d86',
    glow: '#d8c39a',
    cloud: '#4a598c',
    shadow: 0.16,
    lampsOn: true,
  },
  dawn: {
    sky: ['#8fb2dc', '#f3c9c0', '#ffe3b8'],
    wash: '#d9c3cf',
    glow: '#fff0dc',
    cloud: '#ffe1d6',
    shadow: 0.24,
    lampsOn: false,
  },
  day: {
    sky: ['#5fa8e6', '#a5d2f4', '#e2f2fb'],
    wash: '#ffffff',
    glow: '#ffffff',
    cloud: '#ffffff',
    shadow: 0.3,
    lampsOn: false,
  },
  dusk: {
    sky: ['#4d5f9e', '#e08d78', '#ffc27a'],
    wash: '#b98f92',
    glow: '#ffdcae',
    cloud: '#f3a98e',
    shadow: 0.28,
    lampsOn: true,
  },
};

/** The colours of the garden at one time of day. */
export function daylightOf(light: Light): Daylight {
  return daylights[light];
}

/** How golden the daylight is, 0 at noon to 1 when the sun is low. */
export function goldenness(light: Light, hour: number): number {
  if (light !== 'day') return 0;
  return Math.max(0, 1 - (hour - 7.25) / 2.5, 1 - (19 - hour) / 3);
}

/** How light it is on the day the demo shows, a fair one in September. */
export function lightAt(at: string): Light {
  const hour = secondsOfDay(at) / 3600;
  if (hour < 5.5 || hour >= 21.5) return 'night';
  if (hour < 7.25) return 'dawn';
  return hour < 19 ? 'day' : 'dusk';
}
