/** What becomes of pictures that cannot be labelled. */
export type LabelingPolicy = {
  /** `hold`: they wait, and are labelled later; `ring`: that something moved is an alarm then. */
  readonly whenUnavailable: 'hold' | 'ring';
  /** With `ring`, for how long labelling is tried first. */
  readonly ringAfterMinutes: number;
  /** How many pictures are labelled in a month at most; undefined: any number. */
  readonly monthlyPictures: number | undefined;
};

export const unavailableChoices = ['hold', 'ring'] as const;

export const defaultLabelingPolicy: LabelingPolicy = {
  whenUnavailable: 'hold',
  ringAfterMinutes: 2,
  monthlyPictures: undefined,
};
