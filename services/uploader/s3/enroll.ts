import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addSignIn } from './add-sign-in.ts';
import { belongsTogether, makeKey, signingRequest } from './device-key.ts';
import { EnrollError } from './enroll-error.ts';
import { decodeEnrollment, type Enrollment } from './enrollment-code.ts';
import { type CertificateRegistry, certificateRegistry } from './register-certificate.ts';
import { readIfThere, replaceFile } from './replace-file.ts';

const options = {
  config: { type: 'string', default: '/etc/intellicam/uploader.yaml' },
  again: { type: 'boolean', default: false },
} as const;

const usage = 'intellicam-uploader enroll CODE [--again]; the code is from intellicam camera add';

/**
 * `intellicam-uploader enroll CODE`: makes a key, has it certified, and writes into `uploader.yaml` how
 * the camera signs in. May be repeated, with the same code or another, wherever it was interrupted.
 */
export async function enroll(args: readonly string[]): Promise<number> {
  try {
    const { code, again, config } = parse(args);
    await enrollCamera(readCode(code), { again, config: resolve(config) });
    return 0;
  } catch (error) {
    if (!(error instanceof EnrollError)) throw error;
    process.stderr.write(`intellicam-uploader: ${error.message}\n`);
    return error.cause instanceof TypeError ? 2 : 1;
  }
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    // A code that was broken into lines, and not put in quotes.
    const code = positionals.join('');
    if (code === '') throw new TypeError('name the code');
    return { ...values, code };
  } catch (cause) {
    throw new EnrollError(`${cause instanceof Error ? cause.message : cause}: ${usage}`, { cause });
  }
}

const another = 'make another one: intellicam camera add on your computer';

function readCode(code: string): Enrollment {
  const enrollment = decodeEnrollment(code);
  if (enrollment === undefined) {
    throw new EnrollError(`the code is not whole: copy all of it, or ${another}`);
  }
  if (Date.parse(enrollment.expiresAt) <= Date.now()) {
    const clock = `if it is not older than that, this machine's clock is wrong: see timedatectl`;
    const until = enrollment.expiresAt.slice(0, 16).replace('T', ' ');
    throw new EnrollError(`the code counted until ${until} UTC: ${another}; ${clock}`);
  }
  return enrollment;
}

type Wish = { readonly again: boolean; readonly config: string };

async function enrollCamera(enrollment: Enrollment, { again, config }: Wish): Promise<void> {
  const { camera, endpoint, roleAlias } = enrollment;
  const files = {
    certificate: join(dirname(config), `${camera}.crt`),
    key: join(dirname(config), `${camera}.key`),
  };
  const identity = { endpoint, roleAlias, thing: camera, ...files };
  const before = (await readIfThere(config)) ?? '';
  // What cannot be written is said before anything is made.
  const after = addSignIn(before, { enrollment, identity });

  const registry = await certificateRegistry(enrollment);
  try {
    await certify(registry, { camera, again, files });
  } finally {
    registry.close();
  }
  if (after !== before) await replaceFile(config, after, { mode: 0o644, owner: 'kept' });
  say(`${camera} signs in with its certificate now; ${config} says so.`);
  say('Next: sudo systemctl restart intellicam-uploader && intellicam-uploader status');
}

type Certified = {
  readonly camera: string;
  readonly again: boolean;
  readonly files: { readonly certificate: string; readonly key: string };
};

async function certify(
  registry: CertificateRegistry,
  { camera, again, files }: Certified,
): Promise<void> {
  const oldKey = again ? undefined : await readIfThere(files.key);
  const known = oldKey && certificateIn(await readIfThere(files.certificate), oldKey);
  if (known && (await registry.tie(known))) {
    say(`The key and the certificate of before are kept: ${files.key}`);
    return;
  }
  const key = oldKey ?? makeKey();
  const { arn, pem } = await registry.make(signingRequest(key, camera));
  // Both are written before the certificate counts for anything.
  if (oldKey === undefined) {
    await replaceFile(files.key, key, { mode: 0o600, owner: 'daemon' });
    say(`Made a key, which stays here: ${files.key}`);
  }
  await replaceFile(files.certificate, `${arn}\n${pem}`, { mode: 0o644, owner: 'daemon' });
  say(`AWS IoT certified it: ${files.certificate}`);
  if (await registry.tie(arn)) return;
  throw new EnrollError(
    'AWS IoT does not know the rights of cameras: deploy again (npx cdktf deploy), and try again',
  );
}

/** The certificate's name, which is written above it, if it is one of this key. */
function certificateIn(file: string | undefined, key: string): string | undefined {
  if (file === undefined || !belongsTogether(file, key)) return undefined;
  return /^arn:\S+$/m.exec(file)?.[0];
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
