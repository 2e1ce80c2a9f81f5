import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageTypes } from '../page-types.ts';
import { type GalleryServer, startGalleryServer } from './gallery-server.ts';
import { signInWith } from './sign-in.ts';

const password = 'corréct horse & battery';
const blobs = { get: async () => undefined };
let pageFolder: string;
let server: GalleryServer;

beforeAll(async () => {
  pageFolder = await mkdtemp(join(tmpdir(), 'gallery-page-'));
  for (const name of Object.keys(pageTypes)) {
    await writeFile(join(pageFolder, name), `the ${name}`);
  }
  server = await startGalleryServer({ blobs, pageFolder, port: 0, password });
});

afterAll(async () => {
  await server.close();
  await rm(pageFolder, { recursive: true });
});

function ask(path: string, cookie?: string): Promise<Response> {
  return fetch(server.url + path, {
    ...(cookie ? { headers: { cookie } } : {}),
    redirect: 'manual',
  });
}

function signIn(
  tried: string,
  headers = {},
  body = new URLSearchParams({ password: tried }).toString(),
) {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const options = { method: 'POST', redirect: 'manual', body } as const;
  return fetch(`${server.url}/gallery/`, { ...options, headers: { ...form, ...headers } });
}

describe('a gallery with a password', () => {
  it('shows a form in place of the page, and nothing else', async () => {
    for (const path of ['/', '/gallery', '/gallery/', '/gallery/index.html']) {
      const page = await ask(path);
      expect([page.status, page.headers.get('cache-control')]).toEqual([401, 'no-store']);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await page.text()).toContain('<form method="post">');
    }
    for (const path of [
      '/gallery/app.js',
      '/api/features',
      '/healthz',
      '/gallery/index/days.json',
    ]) {
      const hidden = await ask(path);
      expect([hidden.status, await hidden.text()]).toEqual([401, 'sign in first\n']);
    }
    const posted = await fetch(`${server.url}/api/feedback`, { method: 'POST' });
    expect(posted.status).toBe(401);
  });

  it('lets in who knows it, for as long as the cookie is kept', async () => {
    const signedIn = await signIn(password);
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/gallery/']);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^intellicam=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    const [session = ''] = cookie.split(';');
    expect((await ask('/gallery/', `other=1; ${session}`)).status).toBe(200);
    expect((await ask('/gallery/', `${session}x`)).status).toBe(401);
    expect((await ask('/gallery/', 'intellicam=')).status).toBe(401);
  });

  it('takes no password from a page of another site, nor a book', async () => {
    expect((await signIn(password, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn('', {}, `password=${'a'.repeat(5000)}`)).status).toBe(413);
  });

  it('lets nobody guess on, and tells nothing of what was guessed', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const wrong = await signIn('<script>');
      expect(wrong.status).toBe(401);
      expect(await wrong.text()).not.toContain('script');
      expect(wrong.headers.get('set-cookie')).toBeNull();
    }
    expect((await signIn(password)).status).toBe(429);
  });
});

describe('without a password', () => {
  it('nobody but this machine is served', async () => {
    const start = startGalleryServer({ blobs, pageFolder, port: 0, host: '0.0.0.0' });
    await expect(start).rejects.toThrow('whoever is not on this machine needs a password');
  });
});

describe('signing in', () => {
  it('is counted for each address, also at the same time, and again after ten minutes', async () => {
    let clock = 0;
    const gate = await signInWith(password, () => new Date(clock));
    const tries = await Promise.all(Array.from({ length: 8 }, () => gate.open('x', 'one')));
    expect(tries.filter((answer) => answer === 'wrong')).toHaveLength(5);
    expect(await gate.open(password, 'one')).toBe('too-many');
    expect(await gate.open(password, 'another')).toMatchObject({ session: expect.any(String) });
    clock += 10 * 60_000;
    expect(await gate.open(password, 'one')).toMatchObject({ session: expect.any(String) });
  });

  it('ends after thirty days', async () => {
    let clock = 0;
    const gate = await signInWith(password, () => new Date(clock));
    const opened = await gate.open(password, 'one');
    const session = typeof opened === 'string' ? '' : opened.session;
    expect(gate.isOpen(session)).toBe(true);
    clock += 30 * 24 * 60 * 60_000;
    expect(gate.isOpen(session)).toBe(false);
    expect(gate.isOpen(undefined)).toBe(false);
  });
});
