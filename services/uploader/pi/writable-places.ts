/** Where the service may write, as its unit says; elsewhere a folder needs a drop-in. */
export const writablePlaces = [
  '/var/lib/intellicam',
  '/var/lib/motion',
  '/var/lib/motioneye',
  '/srv',
  '/media',
  '/mnt',
] as const;
