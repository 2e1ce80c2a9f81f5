import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HoldReason, holdReasons } from '../../contracts/camera-incidents.ts';
import { composeDigest } from './compose-digest.ts';
import type { DigestFacts } from './incidents/digest.ts';

type Held = {
  readonly capturedAt?: string;
  readonly labels?: string[];
  readonly reason?: HoldReason;
};

function held(pictures: readonly Held[], unlisted: DigestFacts['unlisted'] = []): DigestFacts {
  const at = '2026-11-20T13:49:00.000Z';
  return {
    number: 3,
    ...{ openedBy: '5f0c2a9be41d7c3a8e60', visit: 'first' },
    until: '2026-11-20T13:52:00.000Z',
    pictures: pictures.map(
      ({ capturedAt = at, labels = ['Person'], reason = 'same-visit' }, n) => ({
        ...{ imageId: `p${n}`, capturedAt, labels, severity: 'alarm' },
        delivery: { state: 'held', at, reason, digest: 3 },
      }),
    ),
    unlisted,
  };
}

function compose(facts: DigestFacts, camera = 'garden') {
  return composeDigest(camera, facts, { timeZone: 'Europe/Berlin' });
}

// C0, C1, line and paragraph separators, and what turns text around.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('composeDigest', () => {
  it('says how many more there are, and until when, in the owner’s time', () => {
    const alert = compose(held(Array.from({ length: 12 }, () => ({}))));
    expect(alert).toMatchObject({
      kind: 'digest',
      id: '5f0c2a9be41d7c3a8e60-digest-3',
      camera: 'garden',
      labels: ['Person'],
      capturedAt: '2026-11-20T13:52:00.000Z',
      subject: 'Garden: 12 more pictures until 14:52',
    });
    expect(compose(held([{}])).subject).toBe('Garden: 1 more picture until 14:52');
    expect('picture' in alert).toBe(false);
  });

  it('lists when they were taken, what was seen, and why they did not ring', () => {
    const facts = held(
      [
        { capturedAt: '2026-11-20T13:48:11.000Z', labels: ['Person', 'Dog'] },
        { capturedAt: '2026-11-20T13:47:02.000Z', reason: 'cooldown' },
        { capturedAt: '2026-11-19T07:00:00.000Z', labels: ['Car'], reason: 'late' },
      ],
      [{ reason: 'late', count: 40 }],
    );
    expect(compose(facts).text.split('\n')).toEqual([
      'Garden: 43 more pictures until 14:52',
      '',
      'Taken from 19 Nov 2026, 08:00:00 to 20 Nov 2026, 14:48:11',
      'Seen: Person 2, Dog 1, Car 1',
      '',
      'Why they did not ring',
      '  41 arrived too late to ring',
      '  1 of a visit that had rung already',
      '  1 soon after another alarm',
      '',
      'IntelliCam',
      '',
    ]);
    expect(compose(facts).html).toContain('<bdi>1 soon after another alarm</bdi>');
  });

  it('is for those whom all of its pictures are for, or else for everybody', () => {
    const { pictures, ...facts } = held([{}, {}]);
    const [one, other] = pictures;
    if (one === undefined || other === undefined) throw new Error('there are two pictures');
    const named = [
      { ...one, tell: ['anna'] },
      { ...other, tell: ['ben'] },
    ];
    expect(compose({ ...facts, pictures: named }).tell).toEqual(['anna', 'ben']);
    expect('tell' in compose({ ...facts, pictures: [...named, one] })).toBe(false);
    const unlisted = [{ reason: 'late' as const, count: 1 }];
    expect('tell' in compose({ ...facts, pictures: named, unlisted })).toBe(false);
  });

  it.each(holdReasons)('has a word for what was held for %s', (reason) => {
    expect(compose(held([{ reason }])).text).toMatch(/\n {2}1 [a-z].*\n/);
  });

  it.each([
    'x'.repeat(200),
    '<script>alert(1)</script>',
    'a\r\nBcc: everybody@example.com',
    '😀'.repeat(200),
    '\u202egpj.exe\u2066',
    '__proto__',
    '',
  ])('survives a camera and a label called %j', (name) => {
    const facts = held([{ labels: [name] }, { labels: [name] }]);
    const { subject, text, html } = compose(facts, name);
    const harmless = compose(held([{}, {}]));
    expect(subject).not.toMatch(invisible);
    expect(subject).toMatch(/: 2 more pictures until 14:52$/);
    expect([...subject].length).toBeLessThan(100);
    expect(Buffer.from(subject).toString()).toBe(subject);
    expect(text.split('\n')).toHaveLength(harmless.text.split('\n').length);
    expect(text.replaceAll('\n', '')).not.toMatch(invisible);
    expect(html.match(/<[^>]*>/g)).toEqual(harmless.html.match(/<[^>]*>/g));
  });

  it('has the same tags whatever it is told', () => {
    const scrap = fc.constantFrom('<', '>', '"', "'", '&', ';', 'a', '/', '=', '\n', '\0', '`');
    const shape = (html: string) => html.replace(/>[^<]*</g, '><');
    const expected = shape(compose(held([{}])).html);
    fc.assert(
      fc.property(fc.string({ unit: scrap }), fc.string({ unit: scrap }), (camera, label) => {
        expect(shape(compose(held([{ labels: [label] }]), camera).html)).toBe(expected);
      }),
    );
  });

  it('names the commonest labels only, in a mail of any number of them', () => {
    const labels = Array.from({ length: 500 }, (_, n) => `Label ${n}`);
    const { text, labels: told } = compose(held([{ labels }, { labels: ['Label 499'] }]));
    expect(text).toContain('Seen: Label 499 2, Label 0 1');
    expect(text).toContain('490 others');
    expect(told).toHaveLength(60);
  });
});
