import { galleryDayKey } from '../../contracts/gallery-key.ts';
import type { Pipeline, Upload } from './pipeline.ts';

const folders = { alarm: 'jpg_alarm/', quiet: 'jpg_quiet/', rejected: 'jpg_error/' } as const;

/**
 * What is wrong after everything has come to rest: each picture that was taken has to lie in the one
 * folder that it belongs to, byte for byte, with its record, its place in the index and its message;
 * and nothing may be there that nobody uploaded.
 */
export async function checkConservation(run: Pipeline): Promise<readonly string[]> {
  const { store, uploads, queues } = run;
  const keys = store.keys();
  const filed = await Promise.all(
    keys
      .filter((key) => Object.values(folders).some((folder) => key.startsWith(folder)))
      .filter((key) => !/^jpg_error\/.*\.json$/s.test(key))
      .map(async (key) => ({ key, bytes: Buffer.from((await store.get(key))?.bytes ?? []) })),
  );
  const found = await Promise.all(uploads.map((one) => problemsOf(one)));
  const unexpected = filed.filter(
    ({ bytes }) => !uploads.some(({ picture }) => bytes.equals(picture.bytes)),
  );
  return [
    ...found.flat(),
    ...unexpected.map(({ key }) => `${key}: nobody uploaded it`),
    ...keys.filter((key) => key.startsWith('upload/')).map((key) => `${key}: was left behind`),
    ...queues.dead.map(({ queue, body }) => `${queue}: dead letter ${body.slice(0, 200)}`),
  ];

  async function problemsOf({ imageId, key, picture }: Upload): Promise<readonly string[]> {
    const say = (problem: string) => `${key} (${picture.kind}, ${imageId}): ${problem}`;
    const places = filed.filter(({ bytes }) => bytes.equals(picture.bytes));
    const wrong = places.filter((place) => !place.key.startsWith(folders[picture.kind]));
    const records = keys.filter(
      (one) => one.endsWith(`/${imageId}.json`) && /^records\//.test(one),
    );
    const thumbnails = keys.filter((one) => one.endsWith(`/${imageId}.jpg`));
    const messages = run.told.filter((id) => id === imageId).length;
    const listed = (await index()).filter((id) => id === imageId).length;
    return [
      ...(places.length === 1 ? [] : [say(`lies in ${places.length} places`)]),
      ...(wrong.length === 0 ? [] : [say(`lies in ${wrong[0]?.key}`)]),
      ...(records.length === 1 ? [] : [say(`has ${records.length} records`)]),
      ...(listed === 1 ? [] : [say(`is listed ${listed} times`)]),
      ...(thumbnails.length === (picture.kind === 'rejected' ? 0 : 1)
        ? []
        : [say(`has ${thumbnails.length} thumbnails`)]),
      ...((picture.kind === 'alarm') === messages > 0 ? [] : [say(`${messages} messages`)]),
      ...(picture.kind !== 'rejected' || isTold() ? [] : [say('nobody was told of any')]),
    ];
  }

  // Several that cannot be read are told of together.
  function isTold(): boolean {
    return run.told.some((id) => id.includes('-rejected-'));
  }

  async function index(): Promise<readonly string[]> {
    const shards = keys.filter((key) => /^gallery\/index\/\d{4}-/.test(key) && !isListing(key));
    const texts = await Promise.all(
      shards.map(async (key) => Buffer.from((await store.get(key))?.bytes ?? []).toString()),
    );
    return texts.flatMap((text) =>
      [...text.matchAll(/"imageId":"([^"]+)"/g)].map(([, id = '']) => id),
    );
  }
}

function isListing(key: string): boolean {
  const [day = ''] = /\d{4}-\d{2}-\d{2}/.exec(key) ?? [];
  return key === galleryDayKey(day);
}
