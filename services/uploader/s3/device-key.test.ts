import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { belongsTogether, makeKey, signingRequest } from './device-key.ts';
import { makeCertificates } from './test-certificates.ts';

function openssl(args: readonly string[], input: string): string {
  return execFileSync('openssl', args, { input, encoding: 'utf8', stdio: 'pipe' });
}

describe('signingRequest', () => {
  it.each(['g', 'garden', 'x'.repeat(64)])('is one that OpenSSL takes, for %s', (name) => {
    const key = makeKey();
    const request = signingRequest(key, name);
    const verified = ['req', '-verify', '-noout', '-subject', '-nameopt', 'RFC2253'];
    expect(openssl(verified, request).trim()).toBe(`subject=CN=${name}`);
    expect(openssl(['req', '-noout', '-pubkey'], request)).toBe(openssl(['pkey', '-pubout'], key));
    // As OpenSSL would have written it.
    expect(request).toBe(openssl(['req'], request));
  });

  it('is signed with the key that it is for', () => {
    // It ends well in either case.
    const { stderr } = spawnSync('openssl', ['req', '-verify', '-noout'], {
      input: signingRequest(makeKey(), 'garden'),
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/verify OK/);
  });
});

describe('belongsTogether', () => {
  it('tells a key’s own certificate from another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intellicam-key-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { camera, server } = await makeCertificates(folder);
    const [certificate, key, other] = await Promise.all(
      [camera.cert, camera.key, server.key].map((file) => readFile(file, 'utf8')),
    );
    expect(belongsTogether(`arn:aws:iot:…\n${certificate}`, key ?? '')).toBe(true);
    expect(belongsTogether(certificate ?? '', other ?? '')).toBe(false);
    expect(belongsTogether('', key ?? '')).toBe(false);
  });
});
