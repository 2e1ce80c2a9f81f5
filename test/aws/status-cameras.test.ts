import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { cameraHeartbeatKey, watchKey } from '../../contracts/state-key.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { clients, openDeployment, useOwnedDeployments } from './owned-deployments.ts';
import { statusOf } from './status-of.ts';

useOwnedDeployments();

type Recorded = { readonly camera: string; readonly day: string; readonly id: string };

async function record({ bucket: Bucket }: Deployment, recorded: Recorded, capturedAt: string) {
  const { type, detail } = eventExamples.ImageClassified;
  const event = { type, detail: { ...detail, camera: recorded.camera, capturedAt } };
  const Body = JSON.stringify({ schemaVersion: 1, recordedAt: capturedAt, event, labels: [] });
  const Key = recordKey(recorded.camera, recorded.day, recorded.id);
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

it('tells when each camera sent its last picture, with few requests', async () => {
  const deployment = await openDeployment();
  const taken = [
    ['garden', '2026-11-17', 'z', '2026-11-17T08:00:00Z'],
    ['garden', '2026-11-19', 'z', '2026-11-19T09:00:00Z'],
    ['garden', '2027-01-01', 'b', '2027-01-01T09:00:00Z'],
    ['front-door', '2026-11-14', 'a', '2026-11-14T08:00:00Z'],
    ['porch é', '2026-11-21', 'a', '2026-11-20T23:10:00Z'],
    ['attic', '2025-11-21', 'a', '2025-11-20T23:10:00Z'],
  ] as const;
  for (const [camera, day, id, at] of taken) await record(deployment, { camera, day, id }, at);
  const owner = ownerClients(deployment.region);
  const requests: unknown[] = [];
  owner.s3.middlewareStack.add(
    (next) => (request) => {
      if (!JSON.stringify(request.input).includes('"Key":"state/')) requests.push(request.input);
      return next(request);
    },
    { step: 'initialize' },
  );
  expect((await statusOf(deployment, owner)).pictures).toEqual({
    daysLookedAt: 7,
    cameras: [
      { camera: 'garden', configured: true, lastPictureAt: '2026-11-19T09:00:00Z' },
      { camera: 'front-door', configured: true, lastPictureAt: null },
    ],
    others: [{ camera: 'porch é', configured: false, lastPictureAt: '2026-11-20T23:10:00Z' }],
  });
  // The cameras; three each for those with pictures, one for the others.
  expect(requests).toHaveLength(1 + 3 + 1 + 3 + 1);
  // Records may be kept for ten years, and a list holds a thousand days.
  expect(requests).toContainEqual(
    expect.objectContaining({ Prefix: 'records/garden/', StartAfter: 'records/garden/2026-11-15' }),
  );
});

it('tells the last sign of life of each camera, and who is silent', async () => {
  const deployment = await openDeployment();
  const { bucket: Bucket } = deployment;
  const put = (Key: string, content: object) =>
    clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(content) }));
  const never = { state: 'unwatched', lastSignAt: null };
  expect((await statusOf(deployment)).signs).toEqual([
    { camera: 'garden', ...never },
    { camera: 'front-door', ...never },
  ]);
  const lastSignAt = '2020-11-20T20:00:00.000Z';
  const watch = { schemaVersion: 1, lastSignAt };
  await put(watchKey('garden'), { ...watch, state: 'alive' });
  await put(cameraHeartbeatKey('garden'), { camera: 'garden' });
  const since = '2020-11-20T20:40:00.000Z';
  await put(watchKey('front-door'), { ...watch, state: 'silent', since, told: true });
  const { signs } = await statusOf(deployment);
  expect(signs).toMatchObject([
    { camera: 'garden', state: 'alive' },
    { camera: 'front-door', state: 'silent', lastSignAt },
  ]);
  // The heartbeat is newer than what is remembered of it.
  expect(signs[0]?.lastSignAt).not.toBe(lastSignAt);
  await clients.s3.send(
    new PutObjectCommand({ Bucket, Key: watchKey('garden'), Body: 'nonsense' }),
  );
  expect((await statusOf(deployment)).signs[0]?.state).toEqual({ unknown: expect.any(String) });
});
