import { captureTime, localHour, motionEventMetadata } from '../../contracts/capture-time.ts';
import { imageId } from '../../contracts/image-id.ts';
import { motionAreaMetadata, parseMotionArea } from '../../contracts/motion-area.ts';
import { parseUploadKey, recordKey, type UploadKey } from '../../contracts/object-key.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import type { WakeUp } from '../../contracts/wake-up.ts';
import type { StoredBlob } from '../../runtime/blob-store.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readRecord } from '../../runtime/read-record.ts';
import { claimName } from './claim-name.ts';
import { eventOf, type ImageFacts } from './event-of.ts';
import { findFiled } from './find-filed.ts';
import { type Attempt, firstAttempt, holdImage, nextAttempt } from './hold-image.ts';
import { headerBytes } from './inspect-image.ts';
import { judgeImage, type ReasonedJudgement, type Unjudged } from './judge-image.ts';
import { patientLabeler } from './outage/patient-labeler.ts';
import { putOffImages } from './put-off-images.ts';
import { profileSource } from './rules/profile-source.ts';
import { ruleSource } from './rules/rule-source.ts';
import { showRules } from './rules/show-rules.ts';
import { thingMemory } from './rules/thing-memory.ts';
import { writeRecord } from './write-record.ts';

type ClassifierDeps = Deps<'blobs' | 'events' | 'labeler' | 'timers'>;

// So often may the labeler fail at a picture while it answers for others; then the queue gives it up.
const mostFaults = 3;

/** Decides once what a new picture is, records it, and says so; what cannot be labelled yet waits. */
export function createHandle(deps: ClassifierDeps) {
  const { blobs, events, log, settings } = deps;
  const patient = patientLabeler(deps);
  const putOff = putOffImages(deps.now);
  const rules = ruleSource(deps);
  const judging = {
    ...{ ...deps, patient, things: thingMemory(deps) },
    ...{ ruleSource: rules, profileSource: profileSource(deps) },
  };
  const show = showRules(deps, rules);
  const underWay = new Map<string, Promise<HandlerOutcome>>();

  // Two deliveries at the same time would label, and pay, twice.
  return (message: CreatedObject | WakeUp<'ImageDue'>): Promise<HandlerOutcome> => {
    const attempt = 'type' in message ? nextAttempt(message.detail) : firstAttempt(message);
    const id = imageId(attempt.object);
    const running = underWay.get(id);
    if (running === undefined && putOff.isSecond(id, attempt)) return heldBefore(id);
    if (running !== undefined) return running.then(() => ({ outcome: 'repeated', imageId: id }));
    const handling = waitOn(attempt, id) ?? classify(attempt, id);
    underWay.set(id, handling);
    return handling.finally(() => underWay.delete(id));
  };

  // While it is known that nobody is answered, a picture that waits asks nobody for anything.
  function waitOn(attempt: Attempt, id: string): Promise<HandlerOutcome> | undefined {
    const wait = attempt.heldSince === undefined ? undefined : patient.waiting();
    if (wait === undefined || settings.labeling.whenUnavailable === 'ring') return undefined;
    return holdImage(deps, { patient, putOff }, { imageId: id, attempt, wait });
  }

  async function classify(attempt: Attempt, id: string): Promise<HandlerOutcome> {
    const { object, heldSince } = attempt;
    const { key, versionId } = object;
    const name = parseUploadKey(key);
    if (name === undefined) return { outcome: 'ignored', reason: 'not-an-upload', key };
    const head = await blobs.get(key, {
      firstBytes: headerBytes,
      ...(versionId === undefined ? {} : { versionId }),
    });
    if (head === undefined || head.etag !== object.etag) return missing(object, id, name);

    const image = describe(object, id, name, head);
    const recordName = recordOf(image);
    const known = await readRecord(blobs, recordName);
    if (known !== undefined) {
      await events.publish([known.event]);
      return { outcome: 'repeated', imageId: id };
    }
    const judgement = await judgeImage(judging, { image, head, heldSince });
    if (judgement.outcome === 'unanswered') return hold(attempt, judgement, id);
    return record(image, recordName, judgement);
  }

  async function record(
    image: ImageFacts,
    recordName: string,
    judgement: ReasonedJudgement,
  ): Promise<HandlerOutcome> {
    const destinationKey = await claimName(blobs, settings.layout, { image, judgement });
    const { event } = await writeRecord(blobs, recordName, {
      schemaVersion: 1,
      recordedAt: deps.now().toISOString(),
      event: eventOf({ ...image, destinationKey }, judgement),
      ...(judgement.outcome === 'rejected' ? { labels: [] } : recordedReasons(judgement)),
    });
    await events.publish([event]);
    if (judgement.outcome !== 'rejected') await show(judgement.rules);
    return { outcome: judgement.outcome, imageId: image.imageId, camera: image.camera };
  }

  async function hold(attempt: Attempt, unjudged: Unjudged, id: string): Promise<HandlerOutcome> {
    const { isFirst, wasAsked, since, until, cause } = unjudged;
    if (since === undefined && wasAsked && attempt.faults >= mostFaults) {
      throw new Error(`label image ${id}: the labeler fails at it alone`, { cause });
    }
    const tried = {
      ...attempt,
      attempts: attempt.attempts + (wasAsked ? 1 : 0),
      faults: attempt.faults + (isFirst && wasAsked ? 1 : 0),
    };
    return holdImage(
      deps,
      { patient, putOff },
      { imageId: id, attempt: tried, wait: unjudged, until },
    );
  }

  function describe(
    object: CreatedObject,
    id: string,
    { camera, file }: UploadKey,
    { metadata, lastModified, sizeBytes }: StoredBlob,
  ): ImageFacts {
    const motionEvent = metadata[motionEventMetadata];
    const motionArea = parseMotionArea(metadata[motionAreaMetadata] ?? '');
    return {
      schemaVersion: 1,
      imageId: id,
      correlationId: id,
      camera,
      capturedAt: captureTime({ metadata, file, lastModified, timeZone: settings.timeZone }),
      bucket: object.bucket,
      key: object.key,
      ...(object.versionId === undefined ? {} : { versionId: object.versionId }),
      etag: object.etag,
      sizeBytes,
      ...(motionEvent ? { motionEvent } : {}),
      ...(motionArea === undefined ? {} : { motionArea }),
    };
  }

  function recordOf({ camera, capturedAt, imageId: id }: ImageFacts): string {
    return recordKey(camera, localHour(capturedAt, settings.timeZone).day, id);
  }

  // The mover deletes only what was recorded and copied; a late delivery finds it filed. Whoever
  // replayed events may have had it filed before this one told of it.
  async function missing(
    object: CreatedObject,
    id: string,
    name: UploadKey,
  ): Promise<HandlerOutcome> {
    const filed = await findFiled(blobs, settings.layout, object, id);
    if (filed !== undefined) {
      const known = await readRecord(blobs, recordOf(describe(object, id, name, filed)));
      if (known !== undefined) await events.publish([known.event]);
      return { outcome: 'already-filed', imageId: id };
    }
    log.warn('picture gone before it was classified', { imageId: id, key: object.key });
    return { outcome: 'gone', imageId: id };
  }
}

async function heldBefore(id: string): Promise<HandlerOutcome> {
  return { outcome: 'held-before', imageId: id };
}

type Labelled = Exclude<ReasonedJudgement, { outcome: 'rejected' }>;

function recordedReasons({ labels, rules, trace, repeats, profiles }: Labelled) {
  return {
    ...{ labels: [...labels], rules, trace: [...trace] },
    ...(profiles === undefined ? {} : { profiles }),
    ...(repeats.length === 0 ? {} : { repeats: [...repeats] }),
  };
}
