import { ShutOutError } from './shut-out-error.ts';

/**
 * Tells a link that has ended from an index that is not there yet: CloudFront and S3 say 403 of
 * both. Throws where not even the page itself would be shown again.
 */
export async function checkEntrance(signal: AbortSignal): Promise<void> {
  const response = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal });
  if (response.status === 403) throw new ShutOutError('the page', response.status);
}
