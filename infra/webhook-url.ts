/** What is wrong with a webhook's address, as the end of a sentence; undefined if nothing is. */
export function problemOfWebhookUrl(url: string, template: string): string | undefined {
  // What EventBridge takes, and nothing that a template or an address could be broken out of with.
  if (!/^https:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[\w\-.~%*:@,=+&?/]*)?$/i.test(url)) {
    return 'has a url that is no plain https address, such as https://ntfy.sh/*';
  }
  const stars = url.split('*').length - 1;
  const segments = pathOf(url).split('/');
  if (segments.filter((segment) => segment === '*').length !== stars) {
    return 'has a url in which a * is not all that stands between two slashes of its path';
  }
  if (template !== 'ntfy') return undefined;
  if (!/^(?:[\w-]{1,64}|\*)$/.test(segments.at(-1) ?? '')) {
    return "has a url that does not end with ntfy's topic or *, such as https://ntfy.sh/*";
  }
  return stars > 1 || (stars === 1 && segments.at(-1) !== '*')
    ? 'has a url with a * elsewhere than in the place of the topic'
    : undefined;
}

/** Whether the address itself is the secret. */
export function hasSecretUrl({ url }: { readonly url: string }): boolean {
  return url.includes('*');
}

/**
 * What stands in the places of the stars; undefined when an address is not of the configured form.
 * The values are as they are written: EventBridge puts them back into the same places.
 */
export function starValues(pattern: string, address: string): readonly string[] | undefined {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('([\\w\\-.~:@+=%]{1,200})');
  return new RegExp(`^${source}$`).exec(address)?.slice(1);
}

/** ntfy takes JSON at its root only; the topic stands in the JSON. */
export function splitTopic(url: string): { readonly endpoint: string; readonly topic: string } {
  const slash = url.lastIndexOf('/') + 1;
  return { endpoint: url.slice(0, slash), topic: url.slice(slash) };
}

function pathOf(url: string): string {
  return url.replace(/^https:\/\/[^/]*/i, '').replace(/\?.*$/, '');
}
