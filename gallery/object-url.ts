import { urlPath } from '../contracts/object-key.ts';

/** Where the browser finds an object of the store. */
export function objectUrl(key: string): string {
  return `/${urlPath(key)}`;
}
