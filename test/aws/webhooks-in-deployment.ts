import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { eventSource } from '../../contracts/image-event.ts';
import type { CliRun } from '../run-cli.ts';
import { alertEvents } from './alert-events.ts';
import { callWebhooks } from './call-webhooks.ts';
import { region } from './emulator-clients.ts';
import type { DeployedPipeline } from './open-pipeline.ts';
import { requestRecorder } from './request-recorder.ts';
import { tellSecret } from './tell-secret.ts';

const FindingsSchema = v.object({
  findings: v.array(v.object({ check: v.string(), state: v.string(), found: v.string() })),
});
const KeySchema = v.object({
  AWS_ENDPOINT_URL: v.string(),
  AWS_ACCESS_KEY_ID: v.string(),
  AWS_SECRET_ACCESS_KEY: v.string(),
});

const token = 'Bearer tk_a-secret-token';
const botToken = '12345:a-secret-Bot_token';

/** The webhooks of a deployment, from the secret that is told to the request that arrives. */
export function describeWebhooks(deployed: () => DeployedPipeline): void {
  describe('the webhooks', () => {
    let alerts: Awaited<ReturnType<typeof alertEvents>>;
    let server: Awaited<ReturnType<typeof requestRecorder>>;

    beforeAll(async () => {
      const { owner, stack } = deployed();
      alerts = await alertEvents(owner, stack.outputs.bus);
      server = await requestRecorder();
    });

    afterAll(async () => {
      await alerts.close();
      await server.close();
      await deployed().inbox.takeAll();
    });

    it('have no secret yet, says doctor', async () => {
      expect(await findings()).toEqual({
        'webhook phone': 'It has no secret yet: whoever it calls refuses its messages.',
        'webhook chat': 'It has no address yet: no message is sent.',
      });
    });

    it('are told their secrets, which nothing repeats', async () => {
      const address = `https://api.telegram.org/bot${botToken}/sendMessage`;
      const runs = [await tell('phone', token), await tell('chat', address)];
      expect(runs.map(({ stdout }) => JSON.parse(stdout))).toEqual([
        { webhook: 'phone', told: 'Authorization' },
        { webhook: 'chat', told: 'address' },
      ]);
      expect(runs.map(({ code }) => code)).toEqual([0, 0]);
      expect(JSON.stringify(runs)).not.toContain('secret-');
      expect(await findings()).toEqual({
        'webhook phone': 'It has its secret.',
        'webhook chat': 'It has its secret.',
      });
    });

    it('refuse an address of another form, and do not repeat it', async () => {
      const { code, stderr } = await tell('chat', 'https://evil.example/bot-secret-/sendMessage');
      expect(code).toBe(2);
      expect(stderr).toContain('not of the form https://api.telegram.org/*/sendMessage');
      expect(stderr).not.toContain('secret-');
    });

    it('keep their secrets in the next deployment, and out of its state', async () => {
      const { stack, iam } = deployed();
      // Terraform signs with nobody's key.
      await iam.enforce(false);
      onTestFinished(() => iam.enforce(true));
      // The tests themselves switch Lambda's own readers off.
      const changes = await stack.deployAgain();
      expect(changes.filter((change) => change.includes('webhook'))).toEqual([]);
      const state = await stack.refreshedState();
      expect(state).toContain('intellicam-test-webhook-phone');
      expect(state).not.toMatch(/secret-token|secret-Bot/);
    });

    it('are called for a picture that rings', async () => {
      const { command, inbox } = deployed();
      await inbox.takeAll();
      const { code } = await command('smoke', '--camera', 'garden');
      expect(code).toBe(0);
      const raised = await callAll();
      expect(raised).toHaveLength((await inbox.takeAll()).length);
      expect(raised).toEqual([expect.objectContaining({ kind: 'alarm', camera: 'garden' })]);
      const requests = server
        .takeAll()
        .map(({ body, ...rest }) => ({ ...rest, body: JSON.parse(body) }));
      const [phone, chat] = byHost(requests);
      expect(requests).toHaveLength(2);
      expect(phone).toMatchObject({
        ...{ method: 'POST', url: 'https://ntfy.example.org/' },
        headers: { authorization: token, 'content-type': 'application/json; charset=utf-8' },
        body: {
          ...{ topic: 'alarms', priority: 5, tags: ['garden'] },
          title: expect.stringMatching(/Alarm Event detected.* garden: /),
          message: expect.stringMatching(/ at garden · \w+,? \d+ \w+ 20\d\d/),
        },
      });
      expect(chat).toMatchObject({
        method: 'POST',
        url: `https://api.telegram.org/bot${botToken}/sendMessage`,
        headers: { 'x-intellicam-webhook': 'chat' },
        body: { chat_id: '-1001234567890', text: phone?.body.message },
      });
    });

    it('are called with JSON whatever labels and rules are called', async () => {
      const evil = 'a"b\\c\n</script><text>","x":"';
      const { detail } = eventExamples.ImageClassified;
      await ring({
        ...detail,
        imageId: 'evil',
        camera: 'porch',
        matches: [{ rule: evil, label: evil, confidence: 90 }],
      });
      expect(await callAll()).toHaveLength(1);
      const bodies = server.takeAll().map(({ body }) => Object.keys(JSON.parse(body)).toSorted());
      expect(bodies.toSorted()).toEqual([
        ['chat_id', 'text'],
        ['message', 'priority', 'tags', 'title', 'topic'],
      ]);
    });

    async function tell(webhook: string, secret: string): Promise<CliRun> {
      const { stack, ownersEnvironment } = deployed();
      const config = join(stack.folder, 'intellicam.yaml');
      return tellSecret(webhook, secret, { config, environment: ownersEnvironment });
    }

    /** What doctor finds about webhooks, by its check. */
    async function findings(): Promise<Readonly<Record<string, string>>> {
      const { stdout } = await deployed().command('doctor');
      const { findings: all } = v.parse(FindingsSchema, JSON.parse(stdout));
      const own = all.filter(({ check }) => check.startsWith('webhook '));
      return Object.fromEntries(own.map(({ check, found }) => [check, found]));
    }

    async function ring(detail: typeof eventExamples.ImageClassified.detail): Promise<void> {
      const { owner, stack, pipeline } = deployed();
      const event = {
        ...{ source: eventSource, 'detail-type': 'ImageClassified' },
        detail: { ...detail, capturedAt: new Date().toISOString() },
      };
      const QueueUrl = stack.outputs.queue_urls.notifier;
      const MessageBody = JSON.stringify(event);
      await owner.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      await pipeline.host.drained();
    }

    /** Calls the webhooks for all that was raised meanwhile. */
    async function callAll() {
      const { owner, stack, ownersEnvironment, pipeline } = deployed();
      await pipeline.host.drained();
      const key = v.parse(KeySchema, ownersEnvironment);
      const credentials = {
        accessKeyId: key.AWS_ACCESS_KEY_ID,
        secretAccessKey: key.AWS_SECRET_ACCESS_KEY,
      };
      const iam = new IAMClient({ endpoint: key.AWS_ENDPOINT_URL, region, credentials });
      const account = {
        ...{ events: owner.events, bus: stack.outputs.bus, iam },
        emulator: key.AWS_ENDPOINT_URL,
      };
      const raised = await alerts.takeAll();
      await deployed().iam.enforce(false);
      for (const { raw } of raised) await callWebhooks(account, raw, server.port);
      await deployed().iam.enforce(true);
      return raised.map(({ event }) => event.detail);
    }
  });
}

function byHost<Request extends { readonly url: string }>(requests: readonly Request[]) {
  return ['ntfy.example.org', 'api.telegram.org'].map((host) =>
    requests.find(({ url }) => new URL(url).host === host),
  );
}
