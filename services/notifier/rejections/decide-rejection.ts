import type {
  CameraRejections,
  RejectedPicture,
  RejectionNotice,
  WaitingRejections,
} from '../../../contracts/camera-rejections.ts';
import type { ImageRejected } from '../../../contracts/image-event.ts';
import { addRejection } from './gathered.ts';

/** What is to be done about a rejected picture, or about those that waited. */
export type RejectionAction =
  | { readonly kind: 'tell'; readonly notice: RejectionNotice }
  /** Somebody is to be woken when it is due. */
  | { readonly kind: 'wait'; readonly waiting: WaitingRejections }
  /** Whoever is to be woken was told so before. */
  | { readonly kind: 'counted' }
  | { readonly kind: 'told' };

export type RejectionDecision = {
  readonly state: CameraRejections;
  readonly action: RejectionAction;
};

type Circumstances = { readonly restMinutes: number; readonly now: Date };

const minute = 60_000;
const dayMilliseconds = 24 * 60 * minute;
// Some 100 kB. What is forgotten was counted, and would be so again only if its event came again.
const mostPictures = 1000;
const mostNotices = 10;

/** Decides whether a rejected picture is told of now, or counted. Asked again, it says the same. */
export function decideRejection(
  before: CameraRejections,
  image: ImageRejected,
  { restMinutes, now }: Circumstances,
): RejectionDecision {
  const known = before.pictures.find(({ imageId }) => imageId === image.imageId);
  if (known !== undefined) return { state: before, action: again(before, known) };
  const restsUntil = restEnd(before, restMinutes, now);
  const waiting: WaitingRejections = {
    ...addRejection(before.waiting, image),
    dueAt: before.waiting?.dueAt ?? (restsUntil ?? now).toISOString(),
  };
  const { pictures, ...others } = forgetOld(before, now);
  const picture = { imageId: image.imageId, at: now.toISOString() };
  const state = { ...others, pictures: [...pictures, picture], waiting };
  if (restsUntil === undefined) return tellWaiting(state, { waiting, restMinutes, now });
  const isFirst = before.waiting === undefined;
  return { state, action: isFirst ? { kind: 'wait', waiting } : { kind: 'counted' } };
}

/** Decides about those that waited, when their time may have come. Without `now` it has. */
export function takeWaiting(
  state: CameraRejections,
  openedBy: string,
  { restMinutes, now }: { readonly restMinutes: number; readonly now: Date | undefined },
): RejectionDecision {
  const { waiting } = state;
  if (waiting?.openedBy !== openedBy) {
    const notice = state.notices.find((candidate) => candidate.openedBy === openedBy);
    return { state, action: notice === undefined ? { kind: 'told' } : unlessSent(notice) };
  }
  const dueAt = new Date(waiting.dueAt);
  if (now !== undefined && dueAt > now) return { state, action: { kind: 'wait', waiting } };
  return tellWaiting(state, { waiting, restMinutes, now: now ?? dueAt });
}

/** The message is out. */
export function markNoticeSent(state: CameraRejections, number: number): CameraRejections {
  const notices = state.notices.map((notice) =>
    notice.number === number ? { ...notice, state: 'sent' as const } : notice,
  );
  return { ...state, notices };
}

function tellWaiting(
  { waiting: _, ...state }: CameraRejections,
  { waiting, restMinutes, now }: Circumstances & { readonly waiting: WaitingRejections },
): RejectionDecision {
  const last = state.notices.at(-1);
  const { dueAt: __, ...gathered } = waiting;
  const notice: RejectionNotice = {
    ...gathered,
    number: (last?.number ?? 0) + 1,
    at: now.toISOString(),
    // It was told of at the end of the rest after another, or soon after that.
    isMore: last !== undefined && distance(last.at, now) < 2 * restMinutes * minute,
    state: 'telling',
  };
  const pictures = state.pictures.map((picture) =>
    picture.notice === undefined ? { ...picture, notice: notice.number } : picture,
  );
  return {
    state: { ...state, pictures, notices: [...state.notices, notice] },
    action: { kind: 'tell', notice },
  };
}

// The first answer may have been lost, and with it the message or whoever would have been woken.
function again({ waiting, notices }: CameraRejections, known: RejectedPicture): RejectionAction {
  if (known.notice === undefined) {
    return waiting === undefined ? { kind: 'told' } : { kind: 'wait', waiting };
  }
  const notice = notices.find(({ number }) => number === known.notice);
  return notice === undefined ? { kind: 'told' } : unlessSent(notice);
}

function unlessSent(notice: RejectionNotice): RejectionAction {
  return notice.state === 'sent' ? { kind: 'told' } : { kind: 'tell', notice };
}

/** Until when nothing is told after the last notice; undefined when it may be told now. */
function restEnd({ notices }: CameraRejections, restMinutes: number, now: Date): Date | undefined {
  const last = notices.at(-1);
  if (last === undefined || distance(last.at, now) >= restMinutes * minute) return undefined;
  return new Date(Date.parse(last.at) + restMinutes * minute);
}

// Not the order: clocks are set back, and a replay's pictures come in any order.
function distance(instant: string, now: Date): number {
  return Math.abs(now.getTime() - Date.parse(instant));
}

function forgetOld(state: CameraRejections, now: Date): CameraRejections {
  const unsent = new Set(
    state.notices.filter(({ state: at }) => at === 'telling').map(({ number }) => number),
  );
  const isUntold = ({ notice }: RejectedPicture) => notice !== undefined && unsent.has(notice);
  const young = state.pictures.filter(
    (picture) => !isUntold(picture) && distance(picture.at, now) <= dayMilliseconds,
  );
  return {
    ...state,
    pictures: [...state.pictures.filter(isUntold), ...young.slice(-mostPictures)],
    notices: state.notices.filter(
      ({ state: at }, index) => at === 'telling' || index >= state.notices.length - mostNotices,
    ),
  };
}
