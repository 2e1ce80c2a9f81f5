/** The model sees squares of this many pixels a side. */
export const inputSize = 512;

/** One thing the model believes to see; corners in pixels of its square, score 0 to 1. */
export type Detection = {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly score: number;
  readonly classIndex: number;
};

/** Reads the model's output: rows of x1, y1, x2, y2, score, class. */
export function readDetections(rows: ArrayLike<number>): readonly Detection[] {
  const detections: Detection[] = [];
  for (let at = 0; at + 6 <= rows.length; at += 6) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, score = 0, classIndex = 0] = Array.from(
      { length: 6 },
      (_, column) => rows[at + column],
    );
    detections.push({ x1, y1, x2, y2, score, classIndex });
  }
  return detections;
}
