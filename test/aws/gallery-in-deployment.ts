import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { turnedKey } from '../../contracts/picture-places.ts';
import { readDeployedGallery } from '../edge/deployed-gallery.ts';
import type { FirstPictures } from './first-pictures.ts';
import type { CameraPicture } from './garden-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

type Sent = Pick<DeployedPipeline, 'command' | 'pipeline' | 'stack'> & {
  readonly first: FirstPictures;
};

/** The page behind its distribution, for whoever has a link and for whoever has none. */
export function describeGallery(sent: () => Sent): void {
  describe('the gallery', () => {
    let cookie: string;

    async function link(...args: readonly string[]): Promise<URL> {
      const { stdout } = await sent().command('gallery', 'link', ...args);
      return new URL(v.parse(v.object({ url: v.string() }), JSON.parse(stdout)).url);
    }

    async function enter({ search }: URL): Promise<Response> {
      return fetch(`${sent().pipeline.edge.url}/enter${search}`, { redirect: 'manual' });
    }

    function look(path: string, options: RequestInit = {}): Promise<Response> {
      return fetch(`${sent().pipeline.edge.url}${path}`, {
        ...options,
        headers: { cookie, ...options.headers },
      });
    }

    function give(body: string, sha256: string): Promise<Response> {
      const fromPage = {
        ...{ 'content-type': 'application/json', 'x-intellicam': '1' },
        ...{ origin: 'https://whatever', 'sec-fetch-site': 'same-origin' },
      };
      const headers = { ...fromPage, 'x-amz-content-sha256': sha256 };
      return look('/api/feedback', { method: 'POST', body, headers });
    }

    function pictureOf({ file }: CameraPicture) {
      const { record, entry } = sent().first.outcomeOf(file);
      return { recordKey: entry?.recordKey ?? '', path: `/${record.event.detail.destinationKey}` };
    }

    beforeAll(async () => {
      const entered = await enter(await link());
      expect([entered.status, entered.headers.get('location')]).toEqual([
        302,
        '/gallery/index.html',
      ]);
      cookie = entered.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
    });

    it('lets in who has a link: to the page, the index, pictures and records', async () => {
      const { path, recordKey } = pictureOf(sent().first.persons[0] as CameraPicture);
      const page = await look('/gallery/index.html');
      expect([page.status, page.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      for (const one of [
        '/',
        '/gallery/app.js',
        '/gallery/index/days.json',
        path,
        `/${recordKey}`,
      ]) {
        expect([one, (await look(one)).status]).toEqual([one, 200]);
      }
      const features = await look('/api/features');
      expect(await features.json()).toEqual({ feedback: true, download: false });
    });

    it('shows nobody anything without cookies, with expired ones, or with those of another key', async () => {
      const kept = cookie;
      const refused = async () => {
        const answers = [
          '/gallery/index.html',
          '/api/features',
          pictureOf(sent().first.persons[0] as CameraPicture).path,
        ];
        const statuses = await Promise.all(answers.map(async (path) => (await look(path)).status));
        expect(statuses).toEqual([403, 403, 403]);
        const ended = await look('/');
        expect(ended.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(await ended.text()).toContain('This link has ended');
        expect((await look('/entry/ended.css')).status).toBe(200);
      };
      cookie = '';
      await refused();
      cookie = kept.replace(/Signature=./, 'Signature=x');
      await refused();
      cookie = kept;
      sent().pipeline.edge.setClock(() => new Date(Date.now() + 8 * 24 * 60 * 60_000));
      await refused();
      sent().pipeline.edge.setClock(() => new Date());
      const gallery = await readDeployedGallery(sent().stack.folder);
      const revoked = new Map([...gallery.keyGroups.keys()].map((id) => [id, new Map()] as const));
      sent().pipeline.edge.replace({ ...gallery, keyGroups: revoked });
      await refused();
      sent().pipeline.edge.replace(gallery);
    });

    it('keeps to itself what the page does not show', async () => {
      expect((await look('/config/reko_alarms.csv')).status).toBe(403);
      expect((await look('/gallery/index.html', { method: 'POST' })).status).toBe(403);
      expect((await enter(new URL('https://x/enter?day=//evil.example'))).status).toBe(403);
    });

    it('takes a judgement, and the picture is moved', async () => {
      const [picture] = sent().first.quiet;
      if (picture === undefined) throw new Error('there is no quiet picture');
      const { recordKey, path } = pictureOf(picture);
      const body = JSON.stringify({ recordKey, verdict: 'missed' });
      expect((await give(body, 'unhashed')).status).toBe(403);
      const given = await give(body, createHash('sha256').update(body).digest('hex'));
      expect([given.status, await given.text()]).toEqual([204, '']);
      await sent().pipeline.host.drained();
      const feedback = await look(`/${recordKey.replace('records/', 'feedback/')}`);
      expect(await feedback.json()).toMatchObject({ verdict: 'missed' });
      expect((await look(path)).status).toBe(403);
      const { imageId } = sent().first.outcomeOf(picture.file).record.event.detail;
      const moved = await look(`/${turnedKey(path.slice(1), imageId)}`);
      expect(new Uint8Array(await moved.arrayBuffer())).toEqual(new Uint8Array(picture.bytes));
    });

    it('asks for nothing that its roles do not grant', () => {
      expect(sent().pipeline.gate.refusals()).toEqual([]);
      expect(sent().pipeline.host.takeFailures()).toEqual([]);
    });
  });
}
