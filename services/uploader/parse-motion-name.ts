import { type MotionArea, parseMotionArea } from '../../contracts/motion-area.ts';

type MotionName = {
  readonly kind: 'motion' | 'snapshot';
  readonly capturedAt?: Date;
  readonly event?: string;
  readonly frame?: number;
  readonly motionArea?: MotionArea;
};

// `%{eventid}-%s-%q-a%Kx%Lx%ix%J`, as the generated configuration has it. Motion's event id is its
// camera's number in five digits or more, and the local time of the event's beginning.
const generated = /^(\d{5,}20\d{12})-(\d{9,11})-(\d{1,4})(?:-a(\d{1,6}(?:x\d{1,6}){3}))?\.[a-z]+$/i;
const heartbeat = /^heartbeat-(\d{9,11})\.[a-z]+$/i;
// Motion's own names for snapshots, where nobody has chosen others.
const snapshot = /-snapshot\.[a-z]+$|^lastsnap\.[a-z]+$/i;
// Motion's `%q` after a time.
const frameAtEnd = /\d{6}-(\d{1,3})\.[a-z]+$/i;

/** What a file's name tells of its picture; the time only where it is exact, as seconds since 1970. */
export function parseMotionName(name: string): MotionName {
  const [, event, second, frame, area = ''] = generated.exec(name) ?? [];
  if (event !== undefined) {
    const motionArea = parseMotionArea(area);
    return {
      kind: 'motion',
      event,
      frame: Number(frame),
      ...instant(second),
      ...(motionArea === undefined ? {} : { motionArea }),
    };
  }
  const beat = heartbeat.exec(name);
  if (beat !== null) return { kind: 'snapshot', ...instant(beat[1]) };
  if (snapshot.test(name)) return { kind: 'snapshot' };
  const atEnd = frameAtEnd.exec(name)?.[1];
  return { kind: 'motion', ...(atEnd === undefined ? {} : { frame: Number(atEnd) }) };
}

// A Pi without network boots in 1970; such a second says nothing.
function instant(second: string | undefined): { capturedAt?: Date } {
  const seconds = Number(second);
  return seconds >= 946_684_800 && seconds < 4_102_444_800
    ? { capturedAt: new Date(seconds * 1000) }
    : {};
}
