import type { DomainEvent, ImageClassified } from '../../contracts/image-event.ts';
import type { DigestDue, WakeUp } from '../../contracts/wake-up.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import { pageLinks, pagePlace } from '../../runtime/page-link.ts';
import type { Deps } from '../../runtime/ports.ts';
import type { Telling } from '../../runtime/telling-of.ts';
import { composeAlert } from './compose-alert.ts';
import { composeCameraNews } from './compose-camera-news.ts';
import { composeDigest } from './compose-digest.ts';
import { composeLabelingNews } from './compose-labeling-news.ts';
import { findThumbnail } from './find-thumbnail.ts';
import { incidentStore } from './incident-store.ts';
import { alarmPicture } from './incidents/alarm-picture.ts';
import { decide } from './incidents/decide.ts';
import { type DigestPlan, visitOf } from './incidents/digest.ts';
import { markDigestTold, markTold, takeDigest } from './incidents/settle.ts';
import { tellPeople } from './tell-people.ts';
import { rejectionTeller } from './tell-rejections.ts';

type NotifierDeps = Deps<'blobs' | 'alerts' | 'timers'>;

type Heard =
  | DomainEvent<'ImageClassified' | 'ImageRejected' | 'CameraSilent' | 'CameraRecovered'>
  | DomainEvent<'LabelingStopped' | 'LabelingResumed'>
  | WakeUp<'DigestDue' | 'RejectionsDue'>;

/**
 * Tells the owner of each alarm: at once with its picture, or later together with others. Of a camera
 * that is silent, or back, always at once; so of a labeler. Of pictures that could not be read, now
 * and then.
 */
export function createHandle(deps: NotifierDeps) {
  const { timers, settings } = deps;
  const policy = settings.notifications;
  const isReplay = policy.clock === 'capture';
  const incidents = incidentStore(deps);
  const tell = tellPeople(deps);
  const linkTo = pageLinks(deps);
  const rejections = rejectionTeller(deps);

  return (event: Heard): Promise<HandlerOutcome> => {
    switch (event.type) {
      case 'DigestDue':
        return tellDigest(event.detail);
      case 'ImageClassified':
        return tellAlarm(event.detail);
      case 'ImageRejected':
        return rejections.tell(event.detail);
      case 'RejectionsDue':
        return rejections.tellWaitingOnes(event.detail);
      case 'CameraSilent':
      case 'CameraRecovered':
        return tellOfCamera(event);
      case 'LabelingStopped':
      case 'LabelingResumed':
        return tellOfLabeling(event);
    }
  };

  async function tellOfLabeling(
    event: DomainEvent<'LabelingStopped' | 'LabelingResumed'>,
  ): Promise<HandlerOutcome> {
    const { outcome, failure } = await tell(composeLabelingNews(event, settings.timeZone));
    if (failure !== undefined) throw failure;
    return { outcome, news: event.type, correlationId: event.detail.correlationId };
  }

  // Whoever has disarmed is at home, and relies on the camera when they arm again.
  async function tellOfCamera(
    event: DomainEvent<'CameraSilent' | 'CameraRecovered'>,
  ): Promise<HandlerOutcome> {
    const { outcome, failure } = await tell(composeCameraNews(event, settings.timeZone));
    if (failure !== undefined) throw failure;
    const { camera, correlationId } = event.detail;
    return { outcome, news: event.type, camera, correlationId };
  }

  async function tellAlarm(image: ImageClassified): Promise<HandlerOutcome> {
    const { imageId, camera, capturedAt } = image;
    const now = isReplay ? new Date(capturedAt) : deps.now();
    const mute = await incidents.muteAt(camera, deps.now());
    const picture = alarmPicture(image);
    const { action, visit } = await incidents.change(camera, (before) => {
      const { state, action: decided } = decide(before, picture, { policy, mute, now });
      const result = { action: decided, visit: visitOf(state.incidents, imageId) };
      return { document: state, result };
    });
    switch (action.kind) {
      case 'told':
        return { outcome: 'duplicate', imageId };
      case 'hold':
        await wakeFor(camera, action.wakes, now);
        return { outcome: 'held', reason: action.reason, imageId };
      case 'ring': {
        // Whoever dies after this finds the image ringing when it comes again, and sends it again.
        const { outcome, reports, failure } = await ring(image, visit);
        const toldAt = isReplay ? now : deps.now();
        await incidents.change(camera, (before) => ({
          document: markTold(before, imageId, { reports, now: toldAt }),
          result: undefined,
        }));
        if (failure !== undefined) throw failure;
        await wakeFor(camera, action.wakes, now);
        return { outcome, imageId };
      }
    }
  }

  async function ring(image: ImageClassified, visit: string): Promise<Telling> {
    const picture = await findThumbnail(deps, image);
    const { capturedAt, imageId } = image;
    const link = await linkTo(pagePlace(capturedAt, settings.timeZone, imageId));
    return tell(composeAlert(image, { settings, picture, visit, link }));
  }

  async function tellDigest(due: DigestDue): Promise<HandlerOutcome> {
    const { camera, digest: number, correlationId } = due;
    const facts = { digest: number, camera, correlationId };
    const now = isReplay ? undefined : deps.now();
    const mute = await incidents.muteAt(camera, deps.now());
    const action = await incidents.change(camera, (before) => {
      const { state, action: result } = takeDigest(before, number, { mute, now });
      return { document: state, result };
    });
    switch (action.kind) {
      case 'unknown':
      case 'told':
        return { outcome: 'digest-told-before', ...facts };
      case 'rest':
        return { outcome: 'digest-rests', ...facts };
      case 'wait':
        await wakeFor(
          camera,
          [{ number, dueAt: action.dueAt, openedBy: correlationId }],
          deps.now(),
        );
        return { outcome: 'digest-waits', dueAt: action.dueAt, ...facts };
      case 'send': {
        const { timeZone } = settings;
        const link = await linkTo({ ...pagePlace(action.facts.until, timeZone), camera });
        const digest = composeDigest(camera, action.facts, { timeZone, link });
        const { reports, failure } = await tell(digest);
        await incidents.change(camera, (before) => ({
          document: markDigestTold(before, number, { reports, now: deps.now() }),
          result: undefined,
        }));
        if (failure !== undefined) throw failure;
        return { outcome: 'digest', pictures: action.facts.pictures.length, ...facts };
      }
    }
  }

  async function wakeFor(camera: string, plans: readonly DigestPlan[], now: Date): Promise<void> {
    for (const { number, dueAt, openedBy } of plans) {
      const detail = { camera, dueAt, digest: number, correlationId: openedBy };
      const seconds = (Date.parse(dueAt) - now.getTime()) / 1000;
      const wakeUp = { type: 'DigestDue', detail: { schemaVersion: 1, ...detail } } as const;
      await timers.later(wakeUp, Math.max(0, seconds));
    }
  }
}
