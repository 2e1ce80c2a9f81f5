// Lambda's and IAM's names end at 64 characters, of which intellicam-<stage>- may take 28.
const longestName = 36;

const words = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

// Queues and roles of these names exist already, here or on AWS.
const reserved: readonly string[] = ['uploads', 'undelivered', 'camera', 'enroller'];

/** What keeps a consumer from having this name, as the end of a sentence; undefined if nothing does. */
export function problemOfName(name: string, existing: readonly string[]): string | undefined {
  if (!words.test(name)) {
    return 'a name has lower-case letters, digits and single hyphens, and begins with a letter';
  }
  if (name.length > longestName) {
    return `a name has at most ${longestName} characters, because AWS puts others around it`;
  }
  if (reserved.includes(name) || /^webhook-|-dead-letters$/.test(name)) {
    return 'the pipeline itself has a queue or a role of that name';
  }
  if (existing.includes(name)) return `services/${name} exists already`;
  return undefined;
}
