const namePattern = /^smoke-\d{8}T\d{6}Z-[^/]+\.(?:jpg|png)$/;

/** The name of a test picture; the pipeline reads the time of its capture in it. */
export function testPictureName(now: Date, random: string, format: 'jpeg' | 'png'): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return `smoke-${time}-${random}.${format === 'png' ? 'png' : 'jpg'}`;
}

/** Whether the owner sent a picture to see that it rings. */
export function isTestPicture(key: string): boolean {
  return namePattern.test(key.slice(key.lastIndexOf('/') + 1));
}
