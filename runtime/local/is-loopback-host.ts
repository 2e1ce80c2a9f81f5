/**
 * Whether a `Host` header names this machine itself. A page elsewhere can point its own name at
 * 127.0.0.1 and read the answers as its own; it cannot change the name that its requests carry.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
