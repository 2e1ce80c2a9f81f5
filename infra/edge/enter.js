// Runs at CloudFront's edge (cloudfront-js-2.0, which knows little of modern JavaScript). The link that
// somebody was sent carries a policy and its signature; here they only become cookies, and CloudFront
// itself judges them with each request to come. No key and no decision is in here. Terraform would take
// a dollar before a brace for its own.
const cookieNames = {
  p: 'CloudFront-Policy',
  s: 'CloudFront-Signature',
  k: 'CloudFront-Key-Pair-Id',
};
// Whatever has another shape is none of our links: nothing of it may get into a header.
const shapes = {
  p: /^[A-Za-z0-9~_-]{1,1024}$/,
  s: /^[A-Za-z0-9~_-]{1,1024}$/,
  k: /^[A-Z0-9]{1,64}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  image: /^[0-9a-f]{20}$/,
};
const attributes = 'Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax';

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const query = event.request.querystring;
  if (!Object.keys(query).every((name) => isOurs(name, query[name]))) return refuse();
  if (!query.p || !query.s || !query.k) return refuse();
  const cookies = {};
  for (const name in cookieNames) {
    cookies[cookieNames[name]] = { value: query[name].value, attributes: attributes };
  }
  const place = ['day', 'image'].filter((name) => query[name]);
  const fragment = place.map((name) => [name, query[name].value].join('=')).join('&');
  const location = ['/gallery/index.html', fragment].filter((part) => part).join('#');
  return answer(302, 'Found', 'location', location, { cookies: cookies });
}

function isOurs(name, parameter) {
  const isKnown = Object.keys(shapes).indexOf(name) >= 0;
  return isKnown && !parameter.multiValue && shapes[name].test(parameter.value);
}

function refuse() {
  const sentence =
    'This is no link to the gallery. Use the link as it was sent, or ask for a new one.\n';
  return answer(403, 'Forbidden', 'content-type', 'text/plain; charset=utf-8', { body: sentence });
}

function answer(statusCode, statusDescription, header, value, more) {
  const headers = {
    'cache-control': { value: 'no-store' },
    'referrer-policy': { value: 'no-referrer' },
    'x-content-type-options': { value: 'nosniff' },
  };
  headers[header] = { value: value };
  return Object.assign(
    { statusCode: statusCode, statusDescription: statusDescription, headers: headers },
    more,
  );
}
