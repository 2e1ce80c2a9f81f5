import { accessGuards } from './access-guards.ts';
import type { Guard } from './guard.ts';
import { messageGuards } from './message-guards.ts';
import { pictureGuards } from './picture-guards.ts';
import { stateGuards } from './state-guards.ts';

/** Each of these is taken out in turn; a guard whose removal nothing notices is a defect. */
export const guards: readonly Guard[] = [
  ...pictureGuards,
  ...stateGuards,
  ...messageGuards,
  ...accessGuards,
];
