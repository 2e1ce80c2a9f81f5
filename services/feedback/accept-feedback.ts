import * as v from 'valibot';
import {
  type Feedback,
  FeedbackSchema,
  type Judgement,
  newerJudgement,
} from '../../contracts/feedback.ts';
import { feedbackGiven, judgedImage } from '../../contracts/feedback-given.ts';
import type { ImageClassified } from '../../contracts/image-event.ts';
import { feedbackKey } from '../../contracts/object-key.ts';
import { turnsRound } from '../../contracts/picture-places.ts';
import { parseRecordKey } from '../../contracts/record-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readRecord } from '../../runtime/read-record.ts';
import { sharedDocument } from '../../runtime/shared-document.ts';
import {
  type FeedbackRequest,
  type GivenFeedback,
  type Refusal,
  readRequest,
  refuse,
} from './read-request.ts';

export type FeedbackAnswer = { readonly outcome: 'accepted' } | Refusal;

type FeedbackDeps = Pick<Deps<'blobs' | 'events'>, 'blobs' | 'events' | 'log' | 'now'>;

/**
 * Takes what an owner says of a decision: keeps it beside the record, then tells of it. The record
 * itself is never changed. What a crash leaves out is healed by who gives it again, and by the sweeper.
 */
export async function acceptFeedback(
  request: FeedbackRequest,
  deps: FeedbackDeps,
): Promise<FeedbackAnswer> {
  const read = readRequest(request);
  if (read.outcome === 'refused') return read;
  const { recordKey, verdict } = read.given;
  const record = await readRecord(deps.blobs, recordKey);
  if (record === undefined) return refuse(404, 'there is no such picture');
  if (record.event.type === 'ImageRejected') {
    return refuse(400, 'a file that is no picture cannot be judged');
  }
  const image = record.event.detail;
  const problem = contradiction(image, read.given);
  if (problem !== undefined) return refuse(400, problem);
  const given = { verdict, givenAt: deps.now().toISOString() };
  const judgement = await keepNewest(judgedImage(image, recordKey), given, deps);
  const detail = feedbackGiven(image, recordKey, judgement);
  await deps.events.publish([{ type: 'FeedbackGiven', detail }]);
  deps.log.info('judgement accepted', { imageId: image.imageId, ...judgement });
  return { outcome: 'accepted' };
}

function contradiction(
  image: ImageClassified,
  { recordKey, verdict }: GivenFeedback,
): string | undefined {
  const name = parseRecordKey(recordKey);
  if (name?.imageId !== image.imageId || name.camera !== image.camera) {
    return 'the record is not where it belongs';
  }
  if (verdict === 'right' || verdict === 'none' || turnsRound(image, verdict)) return undefined;
  return image.outcome === 'alarm'
    ? 'an alarm was not missed: it is right, or not-an-alarm'
    : 'a quiet picture is no alarm already: it is right, or missed';
}

/** Resolves with the judgement that counts, which is another's if that is newer. */
async function keepNewest(
  image: Omit<Feedback, keyof Judgement>,
  given: Judgement,
  { blobs, log }: FeedbackDeps,
): Promise<Judgement> {
  const { day = '' } = parseRecordKey(image.recordKey) ?? {};
  const key = feedbackKey(image.camera, day, image.imageId);
  const kept = sharedDocument<Feedback | null>({
    ...{ blobs, key, schema: v.nullable(FeedbackSchema), empty: null },
    onUnreadable: (error) => log.warn('a judgement cannot be read: it is replaced', { key, error }),
  });
  return kept.change((before) => {
    const { verdict, givenAt } = before === null ? given : newerJudgement(given, before);
    return { document: { ...image, verdict, givenAt }, result: { verdict, givenAt } };
  });
}
