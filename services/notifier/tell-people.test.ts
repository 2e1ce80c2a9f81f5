import { describe, expect, it } from 'vitest';
import type { Alert, AlertChannel } from '../../runtime/alert-channel.ts';
import { alertsOver } from '../../runtime/alerts.ts';
import { alertExample as alert } from '../../test/adapters/alert-example.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { tellPeople } from './tell-people.ts';

const refusal = { refused: 'MessageRejected', todo: 'Verify the address: intellicam doctor.' };

/** Remembers what it was given; answers once per id, as every channel does. */
function inbox(answer: (alert: Alert) => Awaited<ReturnType<AlertChannel['send']>> | Error) {
  const given: Alert[] = [];
  const send = async (one: Alert) => {
    const said = answer(one);
    if (said instanceof Error) throw said;
    const isKnown = given.some(({ id }) => id === one.id);
    given.push(one);
    return said === 'sent' && isKnown ? 'duplicate' : said;
  };
  return { given, channel: { send } };
}

function tellOver(channels: Readonly<Record<string, AlertChannel>>) {
  const { lines, ...others } = surroundings();
  return { lines, tell: tellPeople({ ...others, alerts: alertsOver({ channels }) }) };
}

describe('telling people', () => {
  it('tells over the others what one channel refuses, once a day', async () => {
    const [mail, sns] = [inbox(() => refusal), inbox(() => 'sent')];
    const { tell, lines } = tellOver({ mail: mail.channel, sns: sns.channel });
    expect(await tell(alert)).toMatchObject({ outcome: 'sent' });
    await tell({ ...alert, id: 'another' });
    const ids = new Set(sns.given.map(({ id }) => id));
    expect([...ids]).toEqual([alert.id, 'trouble-mail-MessageRejected-2026-11-20', 'another']);
    expect(sns.given[1]).toMatchObject({
      ...{ kind: 'trouble', camera: 'garden' },
      subject: 'Alarms do not arrive by mail: MessageRejected',
      text: expect.stringContaining('Verify the address: intellicam doctor.'),
    });
    expect(mail.given).toHaveLength(2);
    expect(lines[0]).toMatchObject({ level: 'warn', fields: { reason: 'MessageRejected' } });
  });

  it('has to be tried again when a channel failed, though another was reached', async () => {
    const failure = new Error('no mail server');
    const [mail, sns] = [inbox(() => failure), inbox(() => 'sent')];
    const { tell } = tellOver({ mail: mail.channel, sns: sns.channel });
    expect(await tell(alert)).toMatchObject({ outcome: 'sent', failure });
  });

  it('names every channel that failed', async () => {
    const [mail, push] = [inbox(() => new Error('one')), inbox(() => new Error('other'))];
    const { tell } = tellOver({ mail: mail.channel, push: push.channel });
    const { failure } = await tell(alert);
    expect(failure).toMatchObject({ message: `send alert ${alert.id} by mail, push` });
  });

  it('has to be tried again when nobody could be told of a refusal', async () => {
    const failure = new Error('throttled');
    const mail = inbox(() => refusal);
    const sns = inbox(({ kind }) => (kind === 'trouble' ? failure : 'sent'));
    const { tell } = tellOver({ mail: mail.channel, sns: sns.channel });
    expect(await tell(alert)).toMatchObject({ failure });
  });

  it('fails when every channel refuses, so that it ends with the dead letters', async () => {
    const [mail, push] = [inbox(() => refusal), inbox(() => refusal)];
    const { tell } = tellOver({ mail: mail.channel, push: push.channel });
    const { outcome, failure } = await tell(alert);
    expect(outcome).toBe('refused');
    expect(failure).toMatchObject({ message: `send alert ${alert.id}: every channel refuses it` });
    const troubles = [...mail.given, ...push.given].filter(({ kind }) => kind === 'trouble');
    expect(troubles).toHaveLength(2);
  });
});
