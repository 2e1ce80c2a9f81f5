import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countMessages } from './count-messages.ts';
import { timeZone } from './deploy-stack.ts';
import { findFaults } from './find-faults.ts';
import type { FirstPictures } from './first-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';
import { readOutcomes } from './picture-outcome.ts';
import { type Aftermath, surviveOrdeals } from './survive-ordeals.ts';
import { tellingsInVain } from './tellings-in-vain.ts';

type Sent = DeployedPipeline & { readonly first: FirstPictures };

const [died, timedOut] = [/process ended with/, /function timed out/];

/** What is left when the functions died half-way, each at many of its calls. */
export function describeDeaths(sent: () => Sent): void {
  describe('a function that dies half-way, or whose time is over', () => {
    let after: Aftermath;
    let deadBefore: readonly number[];

    beforeAll(async () => {
      deadBefore = await deadLetters();
      after = await surviveOrdeals(sent(), sent().first);
    });

    afterAll(() => {
      const { survived, failures, redeliveries, labelled, told, mails } = after;
      const count = (kind: RegExp) => failures.filter((failure) => kind.test(failure)).length;
      const facts = [
        `${count(died)} deaths and ${count(timedOut)} time-outs in ${survived.length} pictures`,
        `${redeliveries} messages delivered again, ${labelled} pictures labelled`,
        `${told.length} messages and ${mails.length} mails`,
      ];
      process.stdout.write(`${facts.join(', ')}\n`);
      return sent().forgetWakeUps();
    });

    it('is tried for each of them, at many of their calls, and with no other failure', () => {
      const { survived, failures, redeliveries } = after;
      const doomed = survived.flatMap(({ calls }) => calls.filter(({ doom }) => doom));
      for (const name of ['classifier', 'notifier', 'mover', 'thumbnailer']) {
        const own = doomed.filter(({ caller }) => caller === `intellicam-test-${name}`);
        const ends = new Set(own.map(({ doom }) => doom?.end));
        expect([name, [...ends].toSorted()]).toEqual([name, ['after', 'before', 'no-answer']]);
      }
      const others = failures.filter((failure) => !died.test(failure) && !timedOut.test(failure));
      expect(others).toEqual([]);
      expect(failures).toHaveLength(doomed.length);
      expect(redeliveries).toBeGreaterThanOrEqual(failures.length);
    });

    it('loses no picture, and files none twice', async () => {
      const { bucket, first } = sent();
      const [keys, outcomes] = [await bucket.keys(), await readOutcomes(bucket, timeZone)];
      const bytes = first.persons[0]?.bytes;
      const faults = after.survived.flatMap(({ key }) =>
        findFaults({ key, bytes, keys, outcome: outcomes.get(key) }),
      );
      expect(faults).toEqual([]);
    });

    it('tells of each at least once, and again only where nobody knows whether it was told', () => {
      const { survived, told, mails } = after;
      for (const { ordeal, calls } of survived) {
        const { camera } = ordeal;
        const messages = told.filter(({ subject }) => subject.includes(`${camera}:`));
        const claim = /^state\/alerts\/[^.]+\.json$/;
        const inVain = tellingsInVain(calls, { tell: 'sns:Publish', claim });
        expect([camera, messages.length]).toEqual([camera, between(1, 1 + inVain)]);
        const letters = mails.filter(({ text }) => text.replaceAll('=\r\n', '').includes(camera));
        const lost = tellingsInVain(calls, { tell: 'ses:SendEmail', claim: /\.mail\.json$/ });
        expect([camera, letters.length]).toEqual([camera, between(1, 1 + lost)]);
      }
    });

    it('has each labelled once, and again only when it died before it was recorded', () => {
      const { survived, labelled } = after;
      const deaths = survived
        .flatMap(({ calls }) => calls)
        .filter(({ caller, doom }) => doom && caller.endsWith('-classifier'));
      expect(labelled).toBeGreaterThanOrEqual(survived.length);
      expect(labelled).toBeLessThanOrEqual(survived.length + deaths.length);
    });

    it('leaves nothing in a queue, and gives nothing up', async () => {
      const { stack, owner } = sent();
      const { queue_urls, undelivered_queue_url } = stack.outputs;
      for (const url of [...Object.values(queue_urls), undelivered_queue_url]) {
        expect([url, await countMessages(owner.sqs, url)]).toEqual([url, 0]);
      }
      expect(await deadLetters()).toEqual(deadBefore);
    });

    function deadLetters(): Promise<readonly number[]> {
      const { stack, owner } = sent();
      const urls = Object.values(stack.outputs.dead_letter_queue_urls);
      return Promise.all(urls.map((url) => countMessages(owner.sqs, url)));
    }
  });
}

function between(least: number, most: number) {
  return expect.toSatisfy(
    (count: number) => count >= least && count <= most,
    `${least} to ${most}`,
  );
}
