import { describe, expect, it } from 'vitest';
import { problemOfWebhookUrl, splitTopic, starValues } from './webhook-url.ts';

describe("a webhook's address", () => {
  it.each([
    ['https://ntfy.sh/*', 'ntfy'],
    ['https://ntfy.example.org:8443/push/alarms', 'ntfy'],
    ['https://hooks.slack.com/services/*/*/*', 'slack'],
    ['https://api.telegram.org/*/sendMessage', 'telegram'],
    ['https://home.example.org/api/events/intellicam_alert', 'home-assistant'],
    ['https://example.org', 'json'],
    ['https://example.org/hook?room=7&x=%20', 'json'],
  ])('can be %s for %s', (url, template) => {
    expect(problemOfWebhookUrl(url, template)).toBeUndefined();
  });

  it.each([
    ['http://ntfy.sh/alarms', 'ntfy', 'no plain https address'],
    ['https://me:secret@example.org/', 'json', 'no plain https address'],
    ['https://*.example.org/', 'json', 'no plain https address'],
    ['https://example.org/#a', 'json', 'no plain https address'],
    ['https://example.org/a"b', 'json', 'no plain https address'],
    ['https://api.telegram.org/bot*/sendMessage', 'telegram', 'between two slashes'],
    ['https://example.org/hook?key=*', 'json', 'between two slashes'],
    ['https://ntfy.sh/', 'ntfy', 'topic'],
    ['https://ntfy.sh', 'ntfy', 'topic'],
    ['https://ntfy.sh/*/alarms', 'ntfy', 'elsewhere'],
    ['https://ntfy.sh/*/*', 'ntfy', 'elsewhere'],
  ])('cannot be %s for %s', (url, template, problem) => {
    expect(problemOfWebhookUrl(url, template)).toContain(problem);
  });

  it.each([
    ['https://ntfy.sh/*', 'https://ntfy.sh/gArden-7_x', ['gArden-7_x']],
    [
      'https://hooks.slack.com/services/*/*/*',
      'https://hooks.slack.com/services/T0/B0/x1',
      ['T0', 'B0', 'x1'],
    ],
    [
      'https://api.telegram.org/*/sendMessage',
      'https://api.telegram.org/bot12:A-b_C/sendMessage',
      ['bot12:A-b_C'],
    ],
    ['https://ntfy.sh/*', 'https://ntfyXsh/a', undefined],
    ['https://ntfy.sh/*', 'https://evil.example/https://ntfy.sh/a', undefined],
    ['https://ntfy.sh/*', 'https://ntfy.sh/a/b', undefined],
    ['https://ntfy.sh/*', 'https://ntfy.sh/', undefined],
    ['https://ntfy.sh/*', 'https://ntfy.sh/a"b', undefined],
  ])('%s has in %s the secrets %j', (pattern, address, values) => {
    expect(starValues(pattern, address)).toEqual(values);
  });

  it('ends with the topic, if it is one of ntfy', () => {
    expect(splitTopic('https://ntfy.example.org/push/alarms')).toEqual({
      ...{ endpoint: 'https://ntfy.example.org/push/', topic: 'alarms' },
    });
  });
});
