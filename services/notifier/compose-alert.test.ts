import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../contracts/any-text.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageClassified } from '../../contracts/image-event.ts';
import { composeAlert } from './compose-alert.ts';

const example = eventExamples.ImageClassified.detail;
const picture = Uint8Array.of(0xff, 0xd8, 0xff);

function label(name: string, confidence = 90) {
  return { name, confidence, instances: [], parents: [], aliases: [], categories: [] };
}

function compose(more: Partial<ImageClassified> = {}, timeZone = 'Europe/Berlin') {
  const shown = { contentId: 'picture', fileName: 'a.jpg', bytes: picture };
  const link = 'https://pictures.example.org/a#day=2026-11-21&image=a';
  const circumstances = { settings: { timeZone }, picture: shown, visit: 'first', link };
  return composeAlert({ ...example, ...more }, circumstances);
}

/** An alarm whose camera and label are called like this. */
function named(name: string) {
  const matches = [{ rule: name, label: name, confidence: 90 }];
  return compose({ camera: name, labels: [label(name)], matches });
}

// C0, C1, line and paragraph separators, and what turns text around.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('composeAlert', () => {
  it('says of a picture that nobody could label why it rings', () => {
    const matches = [{ rule: 'unlabelled', label: 'Motion', confidence: 0 }];
    const alert = compose({ labels: [], matches, labeler: 'none' });
    expect(alert.subject).toBe('⏰ Alarm Event detected! ⏰ garden: Motion');
    for (const body of [alert.text, alert.html]) {
      expect(body).toContain('It could not be labelled, and rings because something moved.');
      expect(body).not.toContain('Confidence');
    }
  });

  it('says who is where and when, in the owner’s time', () => {
    const alert = compose();
    expect(alert.subject).toBe('⏰ Alarm Event detected! ⏰ garden: Person');
    expect(alert.text).toContain('Person at garden\nFriday');
    expect(alert.text).toContain('20 November 2026');
    expect(alert.text).toContain('14:02:11');
    expect(compose({}, 'America/New_York').text).toContain('08:02:11');
    expect(alert).toMatchObject({
      id: example.imageId,
      camera: 'garden',
      capturedAt: example.capturedAt,
      labels: ['Person', 'Human'],
      ...{ rules: ['Person'], thread: 'first' },
    });
  });

  it('lists all labels to one decimal and marks those that rang', () => {
    const { text, html } = compose();
    expect(text).toContain(
      ['  Label    Confidence', '* Person   98.4 %', '  Bicycle  61.7 %'].join('\n'),
    );
    expect(html).toContain('<b><bdi>Person</bdi></b>');
    expect(html).toMatch(/>98\.4 %<span[^>]*>rang</);
    expect(html).not.toContain('<b><bdi>Bicycle');
    expect(html).toMatch(/<bdi>Bicycle<\/bdi>.*>61\.7 %<\/td>/);
  });

  it('says why it rang, by which rule', () => {
    const matches = [
      { rule: 'on the drive', label: 'Person', confidence: 98.42 },
      { rule: 'Car', label: 'Car', confidence: 60 },
    ];
    const { text, html, rules } = compose({ matches });
    expect(text).toContain('Why it rang\n  on the drive: Person 98.4 %\n  Car 60.0 %\n');
    expect(html).toContain('<bdi>on the drive: Person 98.4 %</bdi>');
    expect(rules).toEqual(['on the drive', 'Car']);
  });

  it('is for those whom all of its rules name, or else for everybody', () => {
    const match = { rule: 'gate', label: 'Person', confidence: 90 };
    const [anna, ben] = [
      { ...match, tell: ['anna'] },
      { ...match, tell: ['ben', 'anna'] },
    ];
    expect(compose({ matches: [anna, ben] }).tell).toEqual(['anna', 'ben']);
    expect('tell' in compose({ matches: [anna, match] })).toBe(false);
    expect('tell' in compose({ matches: [] })).toBe(false);
  });

  it('links to the picture on the page', () => {
    const { link = '', text, html } = compose();
    expect(link).toBe('https://pictures.example.org/a#day=2026-11-21&image=a');
    expect(text).toContain(`See it on the page: ${link}\n`);
    expect(html).toContain(`href="${link.replace('&', '&amp;')}"`);
    const nowhere = { settings: { timeZone: 'UTC' }, picture: undefined, visit: 'first' };
    const without = composeAlert(example, nowhere);
    expect([without.link, without.html.includes('<a ')]).toEqual([undefined, false]);
  });

  it.each([22, 23, 24, 60, 500])('can list a label of %d characters', (length) => {
    const name = 'x'.repeat(length);
    const { text } = compose({ labels: [label(name), label('Dog')] });
    expect(text).toContain(`${name}  90.0 %`);
    expect(text).toContain(`${'Dog'.padEnd(length)}  90.0 %`);
  });

  it('says something even when no label is left', () => {
    const alert = compose({ labels: [], labelNames: [], matches: [] });
    expect(alert.subject).toBe('⏰ Alarm Event detected! ⏰ garden: Alarm');
    expect(alert.text).toContain('Label');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</td></table><h1>',
    '<!--',
    '&lt;b&gt;',
    'a & b',
  ])('escapes %s in the HTML', (name) => {
    const tags = (html: string) => html.match(/<[^>]*>/g);
    const escaped = name
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;');
    const { html } = named(name);
    expect(html).toContain(`<b><bdi>${escaped}</bdi></b>`);
    expect(html).toContain(`${escaped} at ${escaped}`);
    expect(tags(html)).toEqual(tags(named('harmless').html));
  });

  it('has the same tags whatever it is told', () => {
    const scrap = fc.constantFrom('<', '>', '"', "'", '&', ';', 'a', '/', '=', '\n', '\0', '`');
    const shape = (html: string) => html.replace(/>[^<]*</g, '><');
    const expected = shape(named('harmless').html);
    fc.assert(
      fc.property(fc.string({ unit: scrap, minLength: 1 }), (name) => {
        expect(shape(named(name).html)).toBe(expected);
      }),
    );
  });

  it.each([
    'a\r\nBcc: everybody@example.com',
    'a\u0000b',
    '\u001b[31mred',
    'a\u0085b\u2028c\u2029d',
    '\u202egpj.exe',
    '\u2066a\u2069\u200f\u061c',
    '\u007f\u009f',
  ])('takes what cannot be seen out of %j', (name) => {
    const alert = named(name);
    expect(alert.subject).not.toMatch(invisible);
    expect(alert.html.replaceAll('\n', '')).not.toMatch(invisible);
    expect(alert.text.replaceAll('\n', '')).not.toMatch(invisible);
    expect(alert.text.split('\n')).toHaveLength(named('harmless').text.split('\n').length);
  });

  it('keeps the subject below a hundred characters, and whole ones', () => {
    expect([...named('x'.repeat(500)).subject]).toHaveLength(90);
    expect(named('x'.repeat(500)).subject).toMatch(/x…$/);
    for (const length of [20, 28, 29, 30, 31, 32, 33, 34, 100]) {
      const { subject } = named('😀'.repeat(length));
      expect(Buffer.from(subject).toString()).toBe(subject);
      expect([...subject].length).toBeLessThan(100);
    }
  });

  it('has a short, clean subject whatever it is told', () => {
    const character = fc.oneof(
      fc.constantFrom('\r', '\n', '\0', '\u202e', '\u2028', '\x9b'),
      anyCharacter,
    );
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 200 }), (name) => {
        const { subject } = named(name);
        expect(subject).not.toMatch(invisible);
        expect([...subject].length).toBeLessThan(100);
        expect(subject.startsWith('⏰ Alarm Event detected! ⏰')).toBe(true);
      }),
    );
  });

  it('shows the picture that it has', () => {
    const alert = compose();
    expect(alert.pictures).toMatchObject([{ contentId: 'picture', bytes: picture }]);
    expect(alert.html).toContain('src="cid:picture" alt="The picture that rang"');
  });

  it('neither shows nor attaches a picture that there is none of', () => {
    const settings = { timeZone: 'UTC' };
    const alert = composeAlert(example, { settings, picture: undefined, visit: 'first' });
    expect('pictures' in alert).toBe(false);
    expect(alert.html).not.toContain('<img');
    expect(alert.subject).toContain('garden: Person');
  });
});
