import * as v from 'valibot';
import type { WatchedCamera } from '../cameras.ts';

/** The variable that names the cameras, each with its minutes or null; a function's variables are few. */
export const CamerasVariable = v.pipe(
  v.string(),
  v.nonEmpty('is empty'),
  v.parseJson(undefined, 'is no JSON'),
  v.record(
    v.string(),
    v.nullable(v.pipe(v.number('holds no minutes'), v.minValue(1, 'holds no minutes'))),
    'is no object of cameras',
  ),
  v.transform((minutes): readonly WatchedCamera[] =>
    Object.entries(minutes).map(([camera, silentAfterMinutes]) =>
      silentAfterMinutes === null ? { camera } : { camera, silentAfterMinutes },
    ),
  ),
);
