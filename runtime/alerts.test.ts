import { describe, expect, it } from 'vitest';
import { alertExample as alert } from '../test/adapters/alert-example.ts';
import type { Alert, AlertChannel } from './alert-channel.ts';
import { alertsOver } from './alerts.ts';
import { tellingOf } from './telling-of.ts';

function heard(reaches?: AlertChannel['reaches']) {
  const sent: Alert[] = [];
  const send = async (given: Alert) => {
    sent.push(given);
    return 'sent' as const;
  };
  return { sent, channel: reaches === undefined ? { send } : { send, reaches } };
}

describe('alerts over several channels', () => {
  it('are tried in all of them, whatever becomes of one', async () => {
    const [phone, broken] = [heard(), new Error('no mail server')];
    const alerts = alertsOver({
      channels: {
        mail: { send: () => Promise.reject(broken) },
        sms: { send: async () => ({ refused: 'OptedOut', todo: 'subscribe again' }) },
        push: { send: async () => 'duplicate' },
        phone: phone.channel,
      },
    });
    expect(await alerts.send(alert)).toEqual([
      { channel: 'mail', state: 'failed', error: broken },
      { channel: 'sms', state: 'refused', refused: 'OptedOut', todo: 'subscribe again' },
      { channel: 'push', state: 'duplicate' },
      { channel: 'phone', state: 'sent' },
    ]);
    expect(phone.sent).toEqual([alert]);
  });

  it('leave out the channels that are to be left out', async () => {
    const [one, other] = [heard(), heard()];
    const alerts = alertsOver({ channels: { one: one.channel, other: other.channel } });
    expect(await alerts.send(alert, ['one'])).toEqual([{ channel: 'other', state: 'sent' }]);
    expect(one.sent).toEqual([]);
  });

  it('go only where somebody is whom they are for', async () => {
    const [hers, everybodys] = [heard(({ tell }) => tell?.includes('anna') ?? true), heard()];
    const channels = { hers: hers.channel, everybodys: everybodys.channel };
    const alerts = alertsOver({ channels, people: ['anna', 'ben'] });
    expect(await alerts.send({ ...alert, tell: ['ben'] })).toHaveLength(1);
    expect(await alerts.send({ ...alert, tell: ['anna'] })).toHaveLength(2);
    expect(hers.sent).toEqual([{ ...alert, tell: ['anna'] }]);
  });

  it('are for everybody when nobody has any of the names', async () => {
    const phone = heard();
    const alerts = alertsOver({ channels: { phone: phone.channel }, people: ['anna'] });
    await alerts.send({ ...alert, tell: ['ana'] });
    await alerts.send({ ...alert, tell: ['ana', 'anna'] });
    expect(phone.sent).toEqual([alert, { ...alert, tell: ['anna'] }]);
  });
});

describe('the bus beside the channels', () => {
  const sent = { send: async () => 'sent' as const };
  const refusing = { send: async () => ({ refused: 'sandbox', todo: 'leave it' }) };

  it('makes nobody told: what every channel refuses is a failure', async () => {
    const reports = await alertsOver({ channels: { mail: refusing }, bus: sent }).send(alert);
    expect(reports.map(({ channel, state }) => [channel, state])).toEqual([
      ['mail', 'refused'],
      ['bus', 'sent'],
    ]);
    expect(tellingOf('a1', reports)).toMatchObject({
      outcome: 'refused',
      failure: new Error('send alert a1: every channel refuses it'),
    });
  });

  it('is tried again when it fails, and is no channel of its own', async () => {
    const away = { send: () => Promise.reject(new Error('throttled')) };
    const alerts = alertsOver({ channels: { mail: sent }, bus: away });
    expect(alerts.channels).toEqual(['mail']);
    expect(tellingOf('a1', await alerts.send(alert))).toMatchObject({
      outcome: 'sent',
      failure: new Error('throttled'),
    });
  });
});
