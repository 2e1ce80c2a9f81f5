import type { RejectionNotice } from '../../contracts/camera-rejections.ts';
import type { ImageRejected } from '../../contracts/image-event.ts';
import type { RejectionsDue } from '../../contracts/wake-up.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import type { Telling } from '../../runtime/telling-of.ts';
import { composeRejection } from './compose-rejection.ts';
import { rejectionStore } from './rejection-store.ts';
import {
  decideRejection,
  markNoticeSent,
  type RejectionAction,
  takeWaiting,
} from './rejections/decide-rejection.ts';
import { tellPeople } from './tell-people.ts';

/**
 * Tells the owner of pictures that could not be read: of the first at once, and of those that follow
 * within a while together. Silenced or not: nobody has looked at them.
 */
export function rejectionTeller(deps: Deps<'blobs' | 'alerts' | 'timers'>) {
  const { timers, settings } = deps;
  const { rejectedMinutes: restMinutes, clock } = settings.notifications;
  const isReplay = clock === 'capture';
  const rejections = rejectionStore(deps);
  const tellAll = tellPeople(deps);

  return { tell, tellWaitingOnes };

  async function tell(image: ImageRejected): Promise<HandlerOutcome> {
    const { imageId, camera, capturedAt } = image;
    const now = isReplay ? new Date(capturedAt) : deps.now();
    const action = await rejections.change(camera, (before) => {
      const { state, action: result } = decideRejection(before, image, { restMinutes, now });
      return { document: state, result };
    });
    return act(camera, action, { imageId, now });
  }

  async function tellWaitingOnes(due: RejectionsDue): Promise<HandlerOutcome> {
    const { camera, correlationId } = due;
    const now = isReplay ? undefined : deps.now();
    const action = await rejections.change(camera, (before) => {
      const { state, action: result } = takeWaiting(before, correlationId, { restMinutes, now });
      return { document: state, result };
    });
    return act(camera, action, { imageId: correlationId, now: deps.now() });
  }

  async function act(
    camera: string,
    action: RejectionAction,
    { imageId, now }: { readonly imageId: string; readonly now: Date },
  ): Promise<HandlerOutcome> {
    switch (action.kind) {
      case 'told':
        return { outcome: 'duplicate', imageId };
      case 'counted':
        return { outcome: 'held', reason: 'told-of-others', imageId };
      case 'wait': {
        const { openedBy: correlationId, dueAt } = action.waiting;
        const detail = { schemaVersion: 1, correlationId, camera, dueAt } as const;
        const seconds = (Date.parse(dueAt) - now.getTime()) / 1000;
        await timers.later({ type: 'RejectionsDue', detail }, Math.max(0, seconds));
        return { outcome: 'held', reason: 'told-of-others', imageId, dueAt };
      }
      case 'tell':
        return { outcome: await send(camera, action.notice), imageId, rejected: true };
    }
  }

  // Whoever dies before it is noted finds it being told when the event comes again.
  async function send(camera: string, notice: RejectionNotice): Promise<Telling['outcome']> {
    const alert = composeRejection(camera, notice, settings.timeZone);
    const { outcome, failure } = await tellAll(alert);
    if (failure !== undefined) throw failure;
    await rejections.change(camera, (before) => ({
      document: markNoticeSent(before, notice.number),
      result: undefined,
    }));
    return outcome;
  }
}
