/** Every resource's name on AWS: `intellicam-<stage>-…`. */
export function resourceName(stage: string, ...parts: readonly string[]): string {
  return ['intellicam', stage, ...parts].join('-');
}
