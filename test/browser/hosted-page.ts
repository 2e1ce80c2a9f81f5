import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { signGalleryLink } from '../../runtime/aws/sign-gallery-link.ts';
import { pageTypes } from '../../runtime/page-types.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { startGalleryEdge } from '../edge/gallery-edge.ts';
import { synthesisedGallery } from '../edge/synthesised-gallery.ts';
import type { SeedStore } from './seed-picture.ts';

const types: Readonly<Record<string, string>> = {
  ...pageTypes,
  ...{ 'ended.html': 'text/html; charset=utf-8', 'ended.css': 'text/css; charset=utf-8' },
};

/** The page as it is on AWS: its files beside the pictures, behind the distribution, for who has a link. */
export async function startHostedPage(blobs: SeedStore) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    ...{ modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const signer = { domain: 'd1.cloudfront.net', keyId: 'KEDGE', privateKey };
  for (const name of Object.keys(pageTypes)) {
    await blobs.put(`gallery/${name}`, await readFile(projectFile('dist', 'gallery', name)));
  }
  for (const name of ['ended.html', 'ended.css']) {
    await blobs.put(`entry/${name}`, await readFile(projectFile('infra', 'edge', name)));
  }
  const { url, setClock, close } = await startGalleryEdge({
    gallery: await synthesisedGallery({ publicKey, domain: signer.domain }),
    bucket: 'pictures',
    read: async (key) => {
      const found = await blobs.get(key);
      const contentType = types[key.split('/').at(-1) ?? ''] ?? 'image/jpeg';
      return found && { contentType, bytes: found.bytes };
    },
    invoke: async () => ({ statusCode: 404, headers: {}, body: '' }),
  });
  return { url, setClock, close, follow };

  /** Follows a link that holds until then; returns the status of where it leads to. */
  async function follow(page: Page, until: Date): Promise<number | undefined> {
    const { search } = new URL(signGalleryLink(signer, {}, until));
    return (await page.goto(`${url}/enter${search}`))?.status();
  }
}
