import { describe, expect, it } from 'vitest';
import { judgeLambdaLimit } from './check-lambda-limit.ts';
import { judgeMail } from './check-mail.ts';
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
