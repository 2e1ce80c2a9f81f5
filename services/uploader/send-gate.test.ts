import { beforeEach, describe, expect, it } from 'vitest';
import { type ManualTime, manualTime } from './manual-time.ts';
import { openSendGate, type SendGate } from './send-gate.ts';

describe('openSendGate', () => {
  let time: ManualTime;
  let gate: SendGate;
  let opened: number;
  beforeEach(() => {
    time = manualTime();
    opened = 0;
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const onOpen = () => {
      opened += 1;
    };
    gate = openSendGate({ ...time, random: () => 1, log, onOpen });
  });

  const enter = () => {
    const pass = gate.enter();
    if (pass === undefined) throw new Error('the gate is shut');
    return pass;
  };
  const fail = () => gate.failed(enter(), 'unreachable', 'away');

  it('lets everybody in while all is well', () => {
    for (let n = 0; n < 9; n += 1) gate.succeeded(enter());
    expect(gate.state()).toEqual({ state: 'sending' });
  });

  it('lets nobody in after a failure, and then one', () => {
    fail();
    expect(gate.enter()).toBeUndefined();
    time.pass(999);
    expect(gate.enter()).toBeUndefined();
    time.pass(1);
    expect(opened).toBe(1);
    enter();
    expect(gate.enter()).toBeUndefined();
  });

  it('waits longer each time the one fails, and opens when it succeeds', () => {
    fail();
    time.pass(1_000);
    fail();
    expect(gate.state()).toMatchObject({
      ...{ state: 'waiting', failure: 'unreachable', lastError: 'away', attempts: 2 },
      nextAttemptAt: new Date(time.now().getTime() + 2_000),
    });
    time.pass(2_000);
    gate.succeeded(enter());
    expect(opened).toBe(3);
    expect(gate.state()).toEqual({ state: 'sending' });
    fail();
    expect(gate.state()).toMatchObject({ attempts: 1 });
  });

  it('takes what fails together for one failure', () => {
    const together = [enter(), enter(), enter()];
    for (const pass of together) gate.failed(pass, 'busy', 'slow down');
    expect(gate.state()).toMatchObject({ attempts: 1 });
    time.pass(1_000);
    expect(opened).toBe(1);
  });

  it('stays shut when what was under way before succeeds', () => {
    const slow = enter();
    fail();
    gate.succeeded(slow);
    expect(gate.enter()).toBeUndefined();
  });

  it('lets another in when the one was not sent after all', () => {
    fail();
    time.pass(1_000);
    gate.unused(enter());
    expect(enter()).toEqual({ probe: true });
  });

  it('lets nobody in once it is closed', () => {
    fail();
    gate.close();
    time.pass(1_000_000);
    expect(opened).toBe(0);
  });
});
