import { describe, expect, it } from 'vitest';
import { judgeLambdaLimit } from './check-lambda-limit.ts';
import { judgeAddress, judgeMail, judgeSending } from './check-mail.ts';
import { judgeSandbox, judgeSpendLimit } from './check-sms.ts';

describe('judgeLambdaLimit', () => {
  it('warns below 20, and says how to ask for more', () => {
    expect(judgeLambdaLimit(20, 'eu-west-1').state).toBe('ok');
    expect(judgeLambdaLimit(10, 'eu-west-1')).toMatchObject({
      state: 'warning',
      todo: expect.stringContaining('--quota-code L-B99A9384'),
    });
    expect(judgeLambdaLimit(undefined, 'eu-west-1').state).toBe('unknown');
  });
});

describe('judgeMail', () => {
  it('finds the sandbox, and no fault in it', () => {
    expect(judgeMail({ production: false, sending: false })).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('sandbox and may not send; no matter'),
    });
    expect(judgeMail({ production: true, sending: true }).found).toContain('production');
  });
});

describe('what keeps mails from their readers', () => {
  it('is an account that may not send', () => {
    const { state } = judgeSending({ production: true, sending: false });
    expect(state).toBe('problem');
  });

  it('may be the sandbox', () => {
    expect(judgeSending({ production: true, sending: true }).state).toBe('ok');
    expect(judgeSending({ production: false, sending: true })).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('200 mails a day'),
    });
  });

  it('is an address that nobody verified', () => {
    expect(judgeAddress('anna@example.org', false, true).state).toBe('ok');
    expect(judgeAddress('anna@example.org', false, false)).toMatchObject({
      state: 'problem',
      found: 'SES has not verified a…@example.org: SES refuses mails to it, and to all with it.',
      todo: expect.stringContaining('follow its link'),
    });
    expect(judgeAddress('me@example.org', true, undefined)).toMatchObject({
      found: expect.stringContaining('no alarm is mailed'),
      todo: expect.stringContaining('cdktf deploy'),
    });
  });
});

describe('what keeps messages from phones', () => {
  it('is the sandbox', () => {
    expect(judgeSandbox(false, 'eu-west-1').state).toBe('ok');
    expect(judgeSandbox(true, 'eu-west-1')).toMatchObject({
      state: 'warning',
      todo: expect.stringContaining('aws sns create-sms-sandbox-phone-number'),
    });
  });

  it('is a spend limit that was never raised', () => {
    expect(judgeSpendLimit(1, 'eu-west-1')).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('1 dollar in a month'),
    });
    expect(judgeSpendLimit(10, 'eu-west-1').state).toBe('ok');
  });
});
