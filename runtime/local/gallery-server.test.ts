import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../blob-store.ts';
import { pageTypes } from '../page-types.ts';
import { type GalleryServer, startGalleryServer } from './gallery-server.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8]);
const objects = new Map<string, Buffer>();
const blobs: Pick<BlobStore, 'get'> = {
  async get(key, { firstBytes } = {}) {
    const whole = objects.get(key);
    if (key === 'records/broken') throw new Error('the disk is on fire');
    if (whole === undefined) return undefined;
    return {
      etag: createHash('md5').update(whole).digest('hex'),
      sizeBytes: whole.length,
      lastModified: new Date(0),
      contentType: 'text/html',
      metadata: {},
      bytes: whole.subarray(0, firstBytes),
    };
  },
};

let pageFolder: string;
let server: GalleryServer;
const errors: unknown[] = [];

beforeAll(async () => {
  pageFolder = await mkdtemp(join(tmpdir(), 'gallery-page-'));
  for (const name of Object.keys(pageTypes)) {
    await writeFile(join(pageFolder, name), `the ${name}`);
  }
  const onError = (error: unknown) => errors.push(error);
  server = await startGalleryServer({ blobs, pageFolder, port: 0, onError });
});

afterAll(async () => {
  await server.close();
  await rm(pageFolder, { recursive: true });
});

beforeEach(() => {
  objects.clear();
  errors.length = 0;
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

function ask(path: string, headers = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest(`${server.url}`, { path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** Sends bytes that an HTTP client would not; the whole answer. */
function sendRaw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
      socket.end(request),
    );
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

describe('the page', () => {
  it('is served at /gallery/, and / leads there', async () => {
    const page = await ask('/gallery/');
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body.toString()).toBe('the index.html');
    expect(await ask('/gallery/app.js?v=1')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    });
    for (const path of ['/', '/gallery']) {
      expect(await ask(path)).toMatchObject({ status: 302, headers: { location: '/gallery/' } });
    }
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: Buffer.from('ok\n') });
  });

  it('is not sent again while it is the same', async () => {
    const { headers } = await ask('/gallery/app.css');
    const again = await ask('/gallery/app.css', { 'if-none-match': `W/"x", ${headers.etag}` });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  });
});

describe('objects', () => {
  it('are served with their etag and as what they are', async () => {
    objects.set('jpg_alarm/garden/a b.jpg', jpeg);
    objects.set('gallery/index/days.json', Buffer.from('{}'));
    const picture = await ask('/jpg_alarm/garden/a%20b.jpg');
    expect(picture).toMatchObject({ status: 200, body: jpeg });
    expect(picture.headers['content-type']).toBe('image/jpeg');
    expect(picture.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    expect(picture.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    const index = await ask('/gallery/index/days.json');
    expect(index.headers['content-type']).toBe('application/json');
    expect(index.headers['cache-control']).toBe('no-cache');
  });

  it('are downloads when they are no pictures, whatever was stored about them', async () => {
    objects.set('upload/garden/page.html', Buffer.from('<script>alert(1)</script>'));
    const { headers } = await ask('/upload/garden/page.html');
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe('attachment');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('are sent again only when they have changed', async () => {
    objects.set('gallery/index/days.json', Buffer.from('{"a":1}'));
    const { headers } = await ask('/gallery/index/days.json');
    const condition = { 'if-none-match': headers.etag };
    const same = await ask('/gallery/index/days.json', condition);
    expect(same).toMatchObject({ status: 304, headers: { etag: headers.etag } });
    objects.set('gallery/index/days.json', Buffer.from('{"a":2}'));
    expect(await ask('/gallery/index/days.json', condition)).toMatchObject({
      status: 200,
      body: Buffer.from('{"a":2}'),
    });
  });

  it('answer HEAD with the head of the whole object', async () => {
    objects.set('jpg_quiet/garden/a.jpg', jpeg);
    const head = await ask('/jpg_quiet/garden/a.jpg', {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(head.headers['content-length']).toBe(String(jpeg.length));
    expect(head.headers['content-type']).toBe('image/jpeg');
  });

  it('may appear later, so their absence is not cached', async () => {
    const absent = await ask('/jpg_alarm/garden/later.jpg');
    expect(absent).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
  });

  it('are reported, not explained, when the store fails', async () => {
    const failed = await ask('/records/broken');
    expect(failed.status).toBe(500);
    expect(failed.body.toString()).not.toContain('fire');
    expect(errors).toHaveLength(1);
  });
});

describe('what must not be reached', () => {
  it('is nothing but a 404', async () => {
    objects.set('config/reko_alarms.csv', Buffer.from('Person,80'));
    objects.set('../../etc/passwd', Buffer.from('root'));
    const paths = [
      '/config/reko_alarms.csv',
      '/../../etc/passwd',
      '/gallery/../config/reko_alarms.csv',
      '/gallery/%2e%2e/config/reko_alarms.csv',
      '/gallery/..%2Fconfig%2Freko_alarms.csv',
      '/gallery/%252e%252e/config/reko_alarms.csv',
      '//config/reko_alarms.csv',
      '/upload/a%00.jpg',
    ];
    for (const path of paths) {
      const answer = await sendRaw(
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect(answer, path).toMatch(/^HTTP\/1\.1 404 /);
    }
  });

  it('is not reached by malformed addresses either', async () => {
    for (const target of ['/gallery/%zz', 'http://localhost/gallery/', 'gallery/']) {
      const answer = await sendRaw(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect(answer, target).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  it('cannot be written', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await ask('/gallery/index/days.json', {}, method);
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    }
  });

  it('is not read by a page that points its own name here', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
      expect(await ask('/gallery/', { host })).toMatchObject({ status: 421 });
    }
    for (const nobody of ['HTTP/1.0', 'HTTP/1.1\r\nHost:\r\nConnection: close']) {
      expect(await sendRaw(`GET /gallery/ ${nobody}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    }
    for (const host of ['localhost:1', '127.0.0.1', '[::1]:8080', 'LOCALHOST']) {
      expect(await ask('/gallery/', { host })).toMatchObject({ status: 200 });
    }
  });

  it('is kept apart by headers on every answer', async () => {
    for (const path of ['/', '/gallery/', '/healthz', '/nothing', '/gallery/%zz']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    }
  });
});

describe('starting', () => {
  it('says so when the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startGalleryServer({ blobs, pageFolder, port })).rejects.toThrow(
      `serve the gallery on 127.0.0.1:${port}: the port is taken, choose another`,
    );
  });

  it('says so when the page is not built', async () => {
    const start = startGalleryServer({ blobs, pageFolder: '/nowhere', port: 0 });
    await expect(start).rejects.toThrow(/read the gallery's page .*: is it built\?/);
  });
});
