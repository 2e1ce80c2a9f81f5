import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { eventSchemas, eventSource, eventTypes } from '../contracts/image-event.ts';
import { formatTick, TickSchema, tickExample, tickType } from '../contracts/tick.ts';
import { formatWakeUp, wakeUpExamples, wakeUpSchemas, wakeUpTypes } from '../contracts/wake-up.ts';

// `npx vitest run test/event-docs.test.ts -u` writes them anew.
describe.each(eventTypes)('the documentation of %s', (type) => {
  it('has the JSON Schema that the code validates with', async () => {
    const schema = {
      title: type,
      ...toJsonSchema(eventSchemas[type], { errorMode: 'ignore' }),
    };
    await expect(json(schema)).toMatchFileSnapshot(`../docs/events/${type}.schema.json`);
  });

  it('has an example of the whole event as a rule matches it', async () => {
    const example = {
      source: eventSource,
      'detail-type': type,
      detail: eventExamples[type].detail,
    };
    await expect(json(example)).toMatchFileSnapshot(`../docs/events/${type}.example.json`);
  });
});

describe.each(wakeUpTypes)('the documentation of %s', (type) => {
  it('has the JSON Schema that the code validates with', async () => {
    const schema = { title: type, ...toJsonSchema(wakeUpSchemas[type], { errorMode: 'ignore' }) };
    await expect(json(schema)).toMatchFileSnapshot(`../docs/events/${type}.schema.json`);
  });

  it('has an example of the whole message', async () => {
    const example: unknown = JSON.parse(formatWakeUp(wakeUpExamples[type]));
    await expect(json(example)).toMatchFileSnapshot(`../docs/events/${type}.example.json`);
  });
});

describe('the documentation of a tick', () => {
  it('has the JSON Schema that the code validates with', async () => {
    const schema = { title: tickType, ...toJsonSchema(TickSchema, { errorMode: 'ignore' }) };
    await expect(json(schema)).toMatchFileSnapshot(`../docs/events/${tickType}.schema.json`);
  });

  it('has an example of the whole message', async () => {
    const example: unknown = JSON.parse(formatTick(tickExample));
    await expect(json(example)).toMatchFileSnapshot(`../docs/events/${tickType}.example.json`);
  });
});

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
