import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority, and certificates of it for a server on this machine and for a camera. */
export async function makeCertificates(folder: string) {
  const at = (name: string) => join(folder, name);
  const authority = ['-x509', ...key, '-subj', '/CN=authority', '-days', '1'];
  const ca = { cert: at('ca.crt'), key: at('ca.key') };
  await run('openssl', ['req', ...authority, '-keyout', ca.key, '-out', ca.cert]);
  await writeFile(at('server.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  return {
    ca: ca.cert,
    server: await certify('server', ['-extfile', at('server.ext')]),
    camera: await certify('camera', []),
  };

  async function certify(name: string, extensions: readonly string[]) {
    const made = { cert: at(`${name}.crt`), key: at(`${name}.key`) };
    const request = ['req', ...key, '-subj', `/CN=${name}`, '-keyout', made.key];
    await run('openssl', [...request, '-out', at(`${name}.csr`)]);
    const signed = ['-in', at(`${name}.csr`), '-CA', ca.cert, '-CAkey', ca.key, '-days', '1'];
    const sign = ['x509', '-req', '-CAcreateserial', ...signed, ...extensions];
    await run('openssl', [...sign, '-out', made.cert]);
    return made;
  }
}
