import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makesFewCalls } from './calls-in-deployment.ts';
import { describeDeaths } from './deaths-in-deployment.ts';
import { type FirstPictures, sendFirstPictures } from './first-pictures.ts';
import { describeGallery } from './gallery-in-deployment.ts';
import { leftOvers } from './left-overs.ts';
import { tellsOfPictures, tellsWhomItConcerns } from './messages-in-deployment.ts';
import { type DeployedPipeline, openPipeline } from './open-pipeline.ts';
import { describeOwner } from './owner-in-deployment.ts';
import { filesPictures } from './pictures-in-deployment.ts';
import { keepsWhatItCannotRead, waitsForRekognition } from './queues-in-deployment.ts';
import { keepsAStolenKeyOut } from './stolen-key.ts';
import { countsPictures } from './summaries-in-deployment.ts';
import { tellsOfTrouble } from './tells-of-trouble.ts';
import { describeWebhooks } from './webhooks-in-deployment.ts';

let deployed: DeployedPipeline;
let first: FirstPictures;

beforeAll(async () => {
  deployed = await openPipeline();
  first = await sendFirstPictures(deployed);
});

afterAll(() => deployed?.close());

const sent = () => ({ ...deployed, first });

// One deployment for all of them: what comes later finds what came before.
describe('the deployed pipeline', () => {
  filesPictures(sent);
  tellsOfPictures(sent);
  keepsWhatItCannotRead(sent);
  makesFewCalls(sent);
  describe('tells', () => tellsOfTrouble(sent));
  waitsForRekognition(sent);
  countsPictures(sent);
  tellsWhomItConcerns(sent);

  it('asks for nothing that its roles do not grant, and never fails as a whole', () => {
    const { gate, host } = deployed.pipeline;
    expect(gate.refusals()).toEqual([]);
    expect(host.takeFailures()).toEqual([]);
  });

  it('is granted nothing that it does not need', () => {
    // Nothing is an hour old here: what the sweeper does then is tried in test/sweep.test.ts.
    const unused = deployed.pipeline.host
      .unusedGrants()
      .filter((one) => !one.includes('-sweeper: '));
    expect(unused).toEqual([]);
  });
});

describeGallery(sent);
describeWebhooks(sent);
describeDeaths(sent);
describeOwner(sent);
describe('a stolen camera key', () => keepsAStolenKeyOut(sent));

describe('the stack', () => {
  it('would change nothing when it is deployed again', () => {
    expect(deployed.secondPlan).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    const { pipeline, inbox, bucket, stack, command } = deployed;
    await pipeline.stop();
    await inbox.close();
    await bucket.clear();
    expect((await command('webhook', 'forget', 'chat')).code).toBe(0);
    await stack.destroy();
    expect(await leftOvers(deployed)).toEqual([]);
  }, 300_000);
});
