import { describe, expect, it } from 'vitest';
import { matchesPattern } from './match-pattern.ts';

const event = {
  version: '0',
  source: 'aws.ec2',
  'detail-type': 'EC2 Instance State-change Notification',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-1', 'arn:aws:autoscaling:asg/a'],
  detail: {
    state: 'terminated',
    empty: '',
    nothing: null,
    count: 5,
    ratio: -0.5,
    on: true,
    off: false,
    tags: ['blue', 'Green', 7],
    none: [],
    disks: [
      { name: 'root', size: 10 },
      { name: 'data', size: 100, encrypted: true },
    ],
    nested: { deeper: { deepest: 'x' } },
  },
};

function matches(detail: Readonly<Record<string, unknown>>): boolean {
  return matchesPattern({ detail }, event);
}

describe('exact values', () => {
  it.each([
    [{ source: ['aws.ec2'] }, true],
    [{ source: ['aws.s3', 'aws.ec2'] }, true],
    [{ source: ['AWS.EC2'] }, false],
    [{ source: ['aws.ec'] }, false],
    [{ source: ['aws.ec2'], 'detail-type': ['other'] }, false],
    [{ source: ['aws.ec2'], detail: { state: ['terminated'] } }, true],
    [{ account: ['123'] }, false],
    [{}, true],
    [{ source: [] }, false],
  ])('%j matches: %s', (pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it.each([
    [{ empty: [''] }, true],
    [{ state: [''] }, false],
    [{ nothing: [null] }, true],
    [{ state: [null] }, false],
    [{ missing: [null] }, false],
    [{ count: [5] }, true],
    [{ count: ['5'] }, false],
    [{ on: [true] }, true],
    [{ off: [true] }, false],
    [{ nested: { deeper: { deepest: ['x'] } } }, true],
    [{ nested: { deeper: { deepest: ['y'] } } }, false],
    [{ nested: ['x'] }, false],
    [{ state: { deeper: ['terminated'] } }, false],
  ])('detail %j matches: %s', (pattern, expected) => {
    expect(matches(pattern)).toBe(expected);
  });

  it('never finds what an object only inherits', () => {
    expect(matches({ constructor: [{ exists: true }] })).toBe(false);
    expect(matches({ toString: { name: [{ exists: true }] } })).toBe(false);
    expect(matchesPattern(JSON.parse('{"__proto__":[{"exists":true}]}'), {})).toBe(false);
  });
});

describe('arrays in the event', () => {
  it.each([
    [{ tags: ['blue'] }, true],
    [{ tags: ['red', 'Green'] }, true],
    [{ tags: ['red'] }, false],
    [{ tags: [7] }, true],
    [{ tags: [{ prefix: 'Gr' }] }, true],
    [{ tags: [{ numeric: ['>', 6] }] }, true],
    [{ tags: [{ 'anything-but': 'blue' }] }, true],
    [{ tags: [{ 'anything-but': ['blue', 'Green', 7] }] }, false],
    [{ none: ['blue'] }, false],
    [{ none: [{ 'anything-but': 'blue' }] }, false],
    [{ disks: { name: ['data'] } }, true],
    [{ disks: { name: ['data'], size: [100] } }, true],
    [{ disks: { name: ['root'], size: [100] } }, false],
    [{ disks: { encrypted: [true] } }, true],
    [{ disks: { missing: [{ exists: false }] } }, true],
    [{ none: { name: ['root'] } }, false],
    [{ none: { name: [{ exists: false }] } }, true],
  ])('detail %j matches: %s', (pattern, expected) => {
    expect(matches(pattern)).toBe(expected);
  });

  it('looks into arrays of arrays', () => {
    const nested = { detail: { rows: [['a', 'b'], ['c']] } };
    expect(matchesPattern({ detail: { rows: ['c'] } }, nested)).toBe(true);
    expect(
      matchesPattern({ detail: { rows: [{ 'anything-but': ['a', 'b', 'c'] }] } }, nested),
    ).toBe(false);
  });
});

describe('operators', () => {
  it.each([
    ['state', { prefix: 'term' }, true],
    ['state', { prefix: '' }, true],
    ['state', { prefix: 'Term' }, false],
    ['count', { prefix: '5' }, false],
    ['missing', { prefix: '' }, false],
    ['state', { suffix: 'ated' }, true],
    ['state', { suffix: 'term' }, false],
    ['state', { 'equals-ignore-case': 'TERMINATED' }, true],
    ['state', { 'equals-ignore-case': 'TERMINATE' }, false],
    ['count', { 'equals-ignore-case': '5' }, false],
    ['state', { 'anything-but': 'terminated' }, false],
    ['state', { 'anything-but': 'running' }, true],
    ['state', { 'anything-but': ['running', 'stopped'] }, true],
    ['state', { 'anything-but': ['running', 'terminated'] }, false],
    ['count', { 'anything-but': 5 }, false],
    ['count', { 'anything-but': [4, 6] }, true],
    ['count', { 'anything-but': '5' }, true],
    ['state', { 'anything-but': { prefix: 'term' } }, false],
    ['state', { 'anything-but': { prefix: 'run' } }, true],
    ['state', { 'anything-but': { suffix: 'ated' } }, false],
    ['state', { 'anything-but': { 'equals-ignore-case': 'TERMINATED' } }, false],
    ['state', { 'anything-but': { wildcard: 't*d' } }, false],
    ['missing', { 'anything-but': 'terminated' }, false],
    ['count', { numeric: ['=', 5] }, true],
    ['count', { numeric: ['=', 5.5] }, false],
    ['count', { numeric: ['<', 5] }, false],
    ['count', { numeric: ['<=', 5] }, true],
    ['count', { numeric: ['>', 4.999] }, true],
    ['count', { numeric: ['>=', 5] }, true],
    ['count', { numeric: ['>', 0, '<=', 5] }, true],
    ['count', { numeric: ['>', 0, '<', 5] }, false],
    ['count', { numeric: ['>', 5, '<', 9] }, false],
    ['ratio', { numeric: ['<', 0] }, true],
    ['state', { numeric: ['>', 0] }, false],
    ['on', { numeric: ['>', 0] }, false],
    ['missing', { numeric: ['>', 0] }, false],
    ['state', { exists: true }, true],
    ['state', { exists: false }, false],
    ['missing', { exists: true }, false],
    ['missing', { exists: false }, true],
    ['nothing', { exists: true }, true],
    ['off', { exists: true }, true],
    ['empty', { exists: true }, true],
    ['none', { exists: false }, true],
    ['none', { exists: true }, false],
    ['nested', { exists: true }, false],
  ])('%s with %j matches: %s', (field, test, expected) => {
    expect(matches({ [field]: [test] })).toBe(expected);
  });

  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['dir/*.png', 'dir/a.png', true],
    ['dir/*.png', 'dir/.png', true],
    ['dir/*.png', 'dir/a.jpg', false],
    ['dir/*.png', 'xdir/a.png', false],
    ['*a*a', 'a', false],
    ['*a*a', 'aa', true],
    ['a*a', 'a', false],
    ['a*b*c', 'axxbxxc', true],
    ['a*b*c', 'acb', false],
    ['a*bc*c', 'abc', false],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a.c', 'abc', false],
    ['a?c', 'abc', false],
    ['', '', true],
    ['', 'a', false],
    ['5\\*7', '5*7', true],
    ['5\\*7', '5x7', false],
    ['C:\\\\*', 'C:\\x', true],
    ['\\**', '*x', true],
    ['\\**', 'xx', false],
  ])('wildcard %j on %j matches: %s', (wildcard, value, expected) => {
    expect(matchesPattern({ field: [{ wildcard }] }, { field: value })).toBe(expected);
  });

  it('needs only one of a field’s tests', () => {
    expect(matches({ state: ['running', { prefix: 'stop' }, { suffix: 'ted' }] })).toBe(true);
    expect(matches({ state: ['running', { prefix: 'stop' }, { suffix: 'ing' }] })).toBe(false);
    expect(matches({ missing: ['x', { exists: false }] })).toBe(true);
  });

  it('finds an absent field below an absent object', () => {
    expect(matches({ gone: { below: [{ exists: false }] } })).toBe(true);
    expect(matches({ gone: { below: { further: [{ exists: false }] } } })).toBe(true);
    expect(matches({ gone: { below: [{ exists: true }] } })).toBe(false);
    expect(matches({ gone: { below: [{ exists: false }], beside: ['x'] } })).toBe(false);
  });
});

describe('what EventBridge would refuse', () => {
  it.each([
    { state: [{ regex: '.*' }] },
    { state: [{}] },
    { state: [{ Prefix: 'term' }] },
    { state: [{ prefix: 'term', suffix: 'ated' }] },
    { state: [{ prefix: 5 }] },
    { state: [{ exists: 'yes' }] },
    { state: 'terminated' },
    { state: null },
    { count: [{ numeric: 5 }] },
    { count: [{ numeric: ['!=', 5] }] },
    { count: [{ numeric: ['>', '5'] }] },
    { count: [{ numeric: ['>'] }] },
    { count: [{ prefix: 5 }] },
    { missing: [{ regex: '.*' }] },
    { missing: [{ prefix: 5 }] },
    { $or: [{ state: ['terminated'] }, { count: [5] }] },
  ])('throws at detail %j', (pattern) => {
    expect(() => matches(pattern)).toThrow(TypeError);
  });
});
