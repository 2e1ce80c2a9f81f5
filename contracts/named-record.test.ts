import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { namedRecord } from './named-record.ts';

const schema = namedRecord(v.number());

describe('a record by names', () => {
  it.each(['garden', '__proto__', 'prototype', 'constructor', ''])('keeps %j', (name) => {
    const json: unknown = JSON.parse(`{${JSON.stringify(name)}:1}`);
    expect(Object.entries(v.parse(schema, json))).toEqual([[name, 1]]);
  });

  it.each([null, undefined, 'garden', 1, { garden: 'one' }])('refuses %j', (json) => {
    expect(v.is(schema, json)).toBe(false);
  });
});
