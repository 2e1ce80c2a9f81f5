import { pagePolicy } from '../page-headers.ts';
import { type GalleryAnswer, type GalleryRequest, plain } from './gallery-answer.ts';
import { type SignIn, sessionSeconds } from './sign-in.ts';

const cookieName = 'intellicam';
const pagePaths = ['/', '/gallery', '/gallery/', '/gallery/index.html'];
const mostFormBytes = 4096;

/** Asks whoever has no session for the password; undefined for whoever has one. */
export async function answerSignIn(
  request: GalleryRequest,
  address: string,
  signIn: SignIn,
): Promise<GalleryAnswer | undefined> {
  if (signIn.isOpen(sessionOf(request.headers.cookie))) return undefined;
  const isPage = pagePaths.includes(request.path);
  if (!isPage) return plain(401, 'sign in first', challenge);
  return request.method === 'POST' ? openSession(request, address, signIn) : form(401, '');
}

async function openSession(
  { headers, readBody }: GalleryRequest,
  address: string,
  signIn: SignIn,
): Promise<GalleryAnswer> {
  const site = headers['sec-fetch-site'] ?? 'same-origin';
  if (site !== 'same-origin') return form(403, 'Sign in on this page.');
  const body = await readBody(mostFormBytes);
  if (body === undefined) return plain(413, 'that is no password', { Connection: 'close' });
  const password = new URLSearchParams(new TextDecoder().decode(body)).get('password') ?? '';
  const opened = await signIn.open(password, address);
  if (opened === 'wrong') return form(401, 'That is not the password.');
  if (opened === 'too-many') return form(429, 'Too many attempts: wait ten minutes.');
  const attributes = `Path=/; Max-Age=${sessionSeconds}; HttpOnly; SameSite=Lax`;
  return plain(303, 'signed in', {
    Location: '/gallery/',
    'Set-Cookie': `${cookieName}=${opened.session}; ${attributes}`,
  });
}

function sessionOf(cookie: string | undefined): string | undefined {
  const prefix = `${cookieName}=`;
  const pair = cookie?.split(';').find((part) => part.trim().startsWith(prefix));
  return pair?.trim().slice(prefix.length);
}

// A scheme that no browser knows: none of them opens a window of its own.
const challenge = { 'WWW-Authenticate': 'Session realm="IntelliCam"' };

// The form has no action: it is sent to the very address of the page, and what stands behind `#` stays.
function form(status: number, problem: string): GalleryAnswer {
  const html = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>IntelliCam</title>
  <h1>IntelliCam</h1>
  <form method="post">
    <p><label>Password <input name="password" type="password" autocomplete="current-password" required autofocus></label>
    <button>Sign in</button>
    <p role="alert">${problem}
  </form>
</html>
`;
  const policy = pagePolicy.map((rule) =>
    rule.startsWith('form-action') ? "form-action 'self'" : rule,
  );
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy.join('; '),
      ...(status === 401 ? challenge : {}),
    },
    body: html,
  };
}
