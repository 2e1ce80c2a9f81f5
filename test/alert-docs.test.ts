import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { MachineAlertSchema } from '../contracts/machine-alert.ts';
import { snsMessage } from '../runtime/aws/sns-message.ts';
import { composeAlert } from '../services/notifier/compose-alert.ts';

// `npx vitest run test/alert-docs.test.ts -u` writes them anew.
it('documents what a program is told of an alert', async () => {
  const schema = { title: 'Alert', ...toJsonSchema(MachineAlertSchema, { errorMode: 'ignore' }) };
  await expect(json(schema)).toMatchFileSnapshot('../docs/events/Alert.schema.json');
  const settings = { timeZone: 'Europe/Berlin' };
  const link = 'https://pictures.example.org/#day=2026-11-20&image=5f0c2a9be41d7c3a8e60';
  const image = eventExamples.ImageClassified.detail;
  const visit = image.imageId;
  const alert = composeAlert(image, { settings, picture: undefined, visit, link });
  const { sqs }: { sqs: string } = JSON.parse(snsMessage(alert).Message);
  const example = v.parse(MachineAlertSchema, JSON.parse(sqs));
  await expect(json(example)).toMatchFileSnapshot('../docs/events/Alert.example.json');
});

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
