import * as v from 'valibot';

const Day = v.pipe(v.string(), v.isoDate());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const lost = { leftOut: Count, dropped: Count, refused: Count };

const UploaderCountsSchema = v.object({ camera: v.string(), sent: Count, ...lost });
/** What a camera's uploader had counted since its start. */
export type UploaderCounts = Readonly<v.InferOutput<typeof UploaderCountsSchema>>;

const UploaderLossesSchema = v.object({ camera: v.string(), ...lost });
/** What a camera's uploader did not send in one day. */
export type UploaderLosses = Readonly<v.InferOutput<typeof UploaderLossesSchema>>;

/** What the reporter remembers, under `state/consumers/reporter/notes.json`. */
export const ReporterNotesSchema = v.object({
  schemaVersion: v.literal(1),
  /** On which day the last summary went out. */
  toldOn: v.optional(Day),
  /** What had been counted when the day began. */
  began: v.optional(v.object({ day: Day, uploaders: v.array(UploaderCountsSchema) })),
  /** What the day before had come to, as far as nobody could say later. */
  ended: v.optional(
    v.object({ day: Day, uploaders: v.array(UploaderLossesSchema), rang: Count, held: Count }),
  ),
});
export type ReporterNotes = Readonly<v.InferOutput<typeof ReporterNotesSchema>>;

export const noNotes: ReporterNotes = { schemaVersion: 1 };
