import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as v from 'valibot';

export type AncestorFunction =
  | {
      readonly outcome: 'made';
      readonly moduleFile: string;
      readonly moduleBytes: number;
      /** The same beside its `node_modules`, as the ancestors deployed it. */
      readonly unbundledFile: string;
    }
  | { readonly outcome: 'left out'; readonly reason: string };

// What the notifier of smart-security-camera declared in 2017, and the last SDK of that kind. Nobody
// else needs these 100 MB, so they are no dependency.
const packages = [
  {
    name: 'aws-sdk',
    version: '2.1693.0',
    integrity:
      'sha512-cJmb8xEnVLT+R6fBS5sn/EFJiX7tUnDaPtOPZ1vFbOJtd0fnZn/Ky2XGgsvvoeliWeH7mL3TWSX5zXXGSQV6gQ==',
  },
  {
    name: 'nodemailer',
    version: '2.7.2',
    integrity:
      'sha512-Jb4iapCeJ9nXmDurMyzg262u/wIVGRVkwr36oU0o8hL7U4w9n9FibMZGtPU2NN8GeBEAk0BvJCD/vJaCXF6+7A==',
  },
  {
    name: 'nodemailer-ses-transport',
    version: '1.5.1',
    integrity:
      'sha512-JwL93Lc7KEWbH4a9Ehm6XCJgNhf6QNleSDkIsCvEyViKzqvYsf+8rF2PG8OzI1xDyxvtgsaWAmJWMqABOZmnWg==',
  },
] as const;
// What those need is the newest of this day, so that it is the same in every run.
const before = '2026-11-20';
const longestFetchMilliseconds = 180_000;

/** What is compared with, in a few words. */
export const ancestorName = packages.map(({ name, version }) => `${name} ${version}`).join(', ');

// Looks at each picture and mails it. It is only started, with an empty batch.
const source = `
  const AWS = require('aws-sdk');
  const nodemailer = require('nodemailer');
  const sesTransport = require('nodemailer-ses-transport');
  const s3 = new AWS.S3();
  const rekognition = new AWS.Rekognition();
  const mail = nodemailer.createTransport(sesTransport({ ses: new AWS.SES() }));
  exports.handler = async ({ Records }) => {
    for (const { bucket: Bucket, key: Key } of Records) {
      const Image = { S3Object: { Bucket, Name: Key } };
      const { Labels } = await rekognition.detectLabels({ Image }).promise();
      const path = s3.getSignedUrl('getObject', { Bucket, Key, Expires: 360 });
      await mail.sendMail({
        from: process.env.EMAIL_FROM,
        to: process.env.EMAIL_RECIPIENT,
        subject: 'Alarm',
        text: JSON.stringify(Labels),
        attachments: [{ filename: Key, path }],
      });
    }
  };`;

/**
 * Makes one CommonJS module of all that the ancestors' function needs, minified as ours are, and the
 * same as they themselves deployed it: not bundled, which is larger but starts sooner from a warm
 * disk. Left out when npm cannot bring the packages.
 */
export async function makeAncestorFunction(folder: string): Promise<AncestorFunction> {
  await mkdir(folder, { recursive: true });
  const reason = await fetchPackages(folder);
  if (reason !== undefined) return { outcome: 'left out', reason };
  await checkPackages(folder);
  const moduleFile = join(folder, 'bundle', 'index.cjs');
  await build({
    stdin: { contents: source, resolveDir: folder, sourcefile: 'ancestor.js' },
    ...{ outfile: moduleFile, bundle: true, minify: true, legalComments: 'none' },
    ...{ platform: 'node', target: 'node22', format: 'cjs' },
  });
  const unbundledFile = join(folder, 'index.cjs');
  await writeFile(unbundledFile, source);
  const { size: moduleBytes } = await stat(moduleFile);
  return { outcome: 'made', moduleFile, moduleBytes, unbundledFile };
}

/** Gives back why npm could not bring them, if so. */
async function fetchPackages(folder: string): Promise<string | undefined> {
  const wanted = packages.map(({ name, version }) => `${name}@${version}`);
  const options = [
    ...['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund'],
    // Without a network, npm would ask again for minutes.
    ...['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
    ...[`--before=${before}`, '--prefix', folder],
  ];
  try {
    await promisify(execFile)('npm', ['install', ...options, ...wanted], {
      cwd: folder,
      timeout: longestFetchMilliseconds,
    });
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = /^npm error code (\S+)/m.exec(message)?.[1];
    return code === undefined ? (message.split('\n')[0] ?? message) : `npm says ${code}`;
  }
}

const InstalledSchema = v.object({
  packages: v.record(v.string(), v.object({ version: v.string(), integrity: v.string() })),
});

/** Throws when something else came under a name: what is bundled is also run. */
async function checkPackages(folder: string): Promise<void> {
  const file = join(folder, 'node_modules', '.package-lock.json');
  const installed = v.parse(InstalledSchema, JSON.parse(await readFile(file, 'utf8')));
  for (const { name, version, integrity } of packages) {
    if (installed.packages[`node_modules/${name}`]?.integrity !== integrity) {
      throw new Error(`fetch ${name}@${version}: it is not what bench/ancestor-function.ts says`);
    }
  }
}
