import * as v from 'valibot';
import { LabelSchema } from '../../contracts/label.ts';
import { ProfileByHandSchema } from '../../contracts/profile-switches.ts';

/** What judging a recorded picture again needs of its record. */
export const JudgedRecordSchema = v.object({
  event: v.object({
    detail: v.object({
      imageId: v.string(),
      key: v.string(),
      camera: v.string(),
      capturedAt: v.string(),
      motionEvent: v.optional(v.string()),
      labeler: v.optional(v.string(), ''),
    }),
  }),
  labels: v.array(LabelSchema),
  rules: v.optional(v.object({ alarmConfidence: v.optional(v.number()) })),
  profiles: v.optional(v.object({ byHand: v.optional(ProfileByHandSchema) })),
});
export type JudgedRecord = v.InferOutput<typeof JudgedRecordSchema>;
