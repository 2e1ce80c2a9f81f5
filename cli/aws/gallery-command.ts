import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { galleryKeyFile } from '../../infra/read-gallery-key.ts';
import { signedGalleryLink } from '../../runtime/aws/gallery-link-port.ts';
import { ask } from '../../runtime/aws/owner/ask.ts';
import { makeGalleryKey, ssmClient } from '../../runtime/aws/owner/gallery-key.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { findConfiguration, findDeployment } from './find-deployment.ts';
import { orOneSentence } from './or-one-sentence.ts';

const options = {
  days: { type: 'string' },
  day: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseOptions<typeof options>>;

/** `intellicam gallery`: the key that signs links to the page on AWS, and the links. */
export async function galleryCommand([verb, ...args]: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  switch (verb) {
    case 'key':
      return orOneSentence('make a key for the gallery', () => makeKey(values, 'first'));
    case 'revoke':
      return orOneSentence('make a new key for the gallery', () => makeKey(values, 'next'));
    case 'link':
      return orOneSentence('make a link to the gallery', () => makeLink(values));
    default:
      throw new UsageError('say what to do with the gallery: rebuild, key, link or revoke');
  }
}

async function makeKey({ config, json }: Values, which: 'first' | 'next'): Promise<number> {
  const { file, configuration } = findConfiguration(config);
  const { stage, region } = configuration;
  const keyFile = galleryKeyFile(file, stage);
  if (which === 'first' && existsSync(keyFile)) {
    throw new UsageError(`there is a key already, ${keyFile}; gallery revoke makes a new one`);
  }
  const publicKey = await makeGalleryKey(ssmClient(region), stage);
  await writeFile(keyFile, publicKey);
  process.stdout.write(json ? `${JSON.stringify({ keyFile })}\n` : told(keyFile, which));
  return 0;
}

function told(keyFile: string, which: 'first' | 'next'): string {
  const half = `${keyFile} is the public half; the private one is in your account's Parameter Store.\n`;
  return which === 'first'
    ? `${half}Run npx cdktf deploy: it puts the page on AWS, which takes about five minutes.\n`
    : `${half}Run npx cdktf deploy: some five minutes later no link of before opens the page any more.\nUntil then they all do.\n`;
}

async function makeLink({ config, days, day, json }: Values): Promise<number> {
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new UsageError(`--day needs a day such as 2026-11-20, not "${day}"`);
  }
  const { deployment } = await findDeployment(config);
  const { gallery, region } = deployment;
  if (gallery === undefined) {
    throw new UsageError('the page is not on AWS: run gallery key, then npx cdktf deploy');
  }
  const linkDays = parseDays(days, gallery.linkDays);
  const link = signedGalleryLink({
    ...{ ssm: ssmClient(region), gallery: { ...gallery, linkDays }, now: () => new Date() },
  });
  const url = await ask('ssm:GetParameter', () => link(day === undefined ? {} : { day }));
  process.stdout.write(json ? `${JSON.stringify({ url, days: linkDays })}\n` : `${url}\n`);
  return 0;
}

function parseDays(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const days = Number(text);
  if (/^\d{1,3}$/.test(text) && days >= 1 && days <= 365) return days;
  throw new UsageError(`--days needs a number from 1 to 365, not "${text}"`);
}
