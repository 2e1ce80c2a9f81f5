import type { Picture } from './picture.ts';

/** How many pictures of one motion event are sent; the first one always is, and at once. */
export type SamplingPolicy =
  | 'off'
  | { readonly secondsBetween: number; readonly picturesPerEvent: number };

export const defaultSampling: SamplingPolicy = { secondsBetween: 2, picturesPerEvent: 10 };

export type Sampler = {
  /** The same answer for the same picture, however often and in whatever order it is asked. */
  decide(picture: Picture, policy: SamplingPolicy): 'take' | 'leave-out';
  /** Takes a decision back: the picture was not sent after all. */
  forget(picture: Picture): void;
};

type Group = {
  readonly taken: { readonly id: string; readonly at: number }[];
  count: number;
  /** When the first and the last picture of the group were taken. */
  from: number;
  to: number;
};

const silenceMilliseconds = 60_000;
// An event that is older than so many others has ended long ago.
const rememberedGroups = 1_000;
const rememberedPerGroup = 1_000;

/**
 * Decides which pictures of an event are sent. Pictures without an event are a group until their
 * camera was silent for a minute.
 */
export function createSampler(): Sampler {
  const groups = new Map<string, Group[]>();

  return {
    decide: (picture, policy) => {
      if (policy === 'off' || picture.kind === 'snapshot') return 'take';
      const group = groupOf(picture);
      const { taken } = group;
      const id = idOf(picture);
      if (taken.some((other) => other.id === id)) return 'take';
      const at = picture.capturedAt.getTime();
      const near = taken.some((other) => Math.abs(at - other.at) < policy.secondsBetween * 1000);
      if (near || group.count >= policy.picturesPerEvent) return 'leave-out';
      taken.push({ id, at });
      group.count += 1;
      if (taken.length > rememberedPerGroup) taken.shift();
      return 'take';
    },
    forget: (picture) => {
      for (const group of groups.get(nameOf(picture)) ?? []) {
        const index = group.taken.findIndex(({ id }) => id === idOf(picture));
        if (index < 0) continue;
        group.taken.splice(index, 1);
        group.count -= 1;
      }
    },
  };

  function groupOf(picture: Picture): Group {
    const name = nameOf(picture);
    const at = picture.capturedAt.getTime();
    const named = groups.get(name) ?? [];
    const found = named.find(
      ({ from, to }) =>
        picture.event !== undefined ||
        (at > from - silenceMilliseconds && at < to + silenceMilliseconds),
    );
    const group = found ?? { taken: [], count: 0, from: at, to: at };
    group.from = Math.min(group.from, at);
    group.to = Math.max(group.to, at);
    if (found === undefined) named.push(group);
    if (named.length > rememberedGroups) named.shift();
    // To the end: the one that nobody has asked for longest is forgotten first.
    groups.delete(name);
    groups.set(name, named);
    const [oldest] = groups.keys();
    if (groups.size > rememberedGroups && oldest !== undefined) groups.delete(oldest);
    return group;
  }
}

function nameOf({ camera, event }: Picture): string {
  return event === undefined ? `camera ${camera}` : `event ${camera} ${event}`;
}

// A camera may write one name over and over.
function idOf({ path, capturedAt }: Picture): string {
  return `${capturedAt.getTime()} ${path}`;
}
