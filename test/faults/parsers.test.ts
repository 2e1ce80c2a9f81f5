import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseUploadKey, uploadKey } from '../../contracts/object-key.ts';
import { formatS3Notification, parseS3Notification } from '../../contracts/s3-notification.ts';
import { parseConfiguration } from '../../infra/read-configuration.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { ConfigurationError } from '../../runtime/read-yaml.ts';
import { inspectImage } from '../../services/classifier/inspect-image.ts';
import { parseAlarmList } from '../../services/classifier/parse-alarm-list.ts';
import { readRules } from '../../services/classifier/rules/read-rules.ts';
import { lookAtFile } from '../../services/uploader/look-at-file.ts';
import { parseUploaderConfiguration } from '../../services/uploader/pi/read-uploader-configuration.ts';
import { drawPicture } from '../draw-picture.ts';

// A longer run takes its own: npm run test:soak.
const seed = Number(process.env.FAULT_SEED ?? 20_261_120);
const numRuns = Number(process.env.FAULT_RUNS ?? 500);

const uploaderExample = ['services', 'uploader', 'pi', 'package', 'uploader.example.yaml'];
const scraps = [
  '',
  '\0',
  '"',
  "'",
  ',',
  ':',
  '- ',
  '\n',
  '\r',
  '\t',
  '  ',
  '{',
  '}',
  '[',
  ']',
  '#',
];
const tokens = [
  '&a ',
  '*a',
  '!!js',
  '<<: ',
  'null',
  '-1',
  '1e999',
  '%',
  '%zz',
  '+',
  '..',
  '/',
  '😀',
];

/** A text that was good, after somebody's cat walked over it. */
function spoiled(text: string): fc.Arbitrary<string> {
  const step = fc.record({
    at: fc.nat(text.length),
    removed: fc.oneof(fc.constant(0), fc.nat(20)),
    put: fc.oneof(fc.constantFrom(...scraps, ...tokens), fc.string({ maxLength: 5 })),
  });
  return fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) =>
    steps.reduce((all, { at, removed, put }) => {
      return all.slice(0, at) + put + all.slice(at + removed);
    }, text),
  );
}

function forMany<Input>(inputs: fc.Arbitrary<Input>, check: (input: Input) => void): void {
  fc.assert(fc.property(inputs, check), { seed, numRuns });
}

const fileOf = (...path: readonly string[]) => readFileSync(projectFile(...path), 'utf8');

describe(`whatever somebody sends or types (FAULT_SEED=${seed})`, () => {
  it('reads a notification of S3, or says what is wrong with it', () => {
    const one = { bucket: 'pictures', key: 'upload/garden/a b+%.jpg', etag: 'e', versionId: 'v' };
    forMany(spoiled(formatS3Notification({ ...one, sizeBytes: 7 })), (body) => {
      for (const record of parseS3Notification(body)) {
        if (record.kind !== 'created') continue;
        expect(record.object.key).not.toMatch(/^$|\/$/);
        expect(record.object.etag).not.toBe('');
      }
    });
  });

  it('reads an alarm list, or says in which line it is wrong', () => {
    forMany(spoiled(fileOf('config', 'reko_alarms.csv').slice(0, 2_000)), (list) => {
      const { rules, problems } = parseAlarmList(list);
      const lines = list.split(/\r\n|\n|\r/).length;
      for (const { line } of problems) expect(line >= 1 && line <= lines).toBe(true);
      for (const { label } of rules) expect(label.trim()).not.toBe('');
    });
  });

  it('reads rules, or says in which line they are wrong', () => {
    forMany(spoiled(rulesExample()), (text) => {
      const reading = readRules(text);
      if (reading.outcome === 'usable') return;
      expect(reading.problems.length).toBeGreaterThan(0);
      for (const { line } of reading.problems) expect(line).toBeGreaterThanOrEqual(1);
    });
  });

  it.each([
    ['of the deployment', fileOf('intellicam.example.yaml'), parseConfiguration],
    ['of the uploader', fileOf(...uploaderExample), parseUploaderConfiguration],
  ])('reads the configuration %s, or says what is wrong with it', (_, example, parse) => {
    expect(() => parse(example, 'the example')).not.toThrow();
    forMany(spoiled(example), (text) => {
      try {
        parse(text, 'the file');
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigurationError);
      }
    });
  });

  it('reads an upload’s key, and writes it again', () => {
    forMany(spoiled('upload/garden/2026-11-20/a.jpg'), (key) => {
      const name = parseUploadKey(key);
      if (name === undefined) return;
      expect(name.camera).not.toMatch(/^\.{0,2}$|\//);
      const again = parseUploadKey(uploadKey(name.camera, name.file));
      expect(again).toEqual(name);
    });
  });
});

describe('whatever a camera writes', () => {
  let folder: string;
  let jpeg: Uint8Array;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'intellicam-test-'));
    jpeg = await drawPicture(1, { width: 96, height: 96 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('looks at it without an end, and takes for whole only what ends as a JPEG', () => {
    const step = fc.record({
      at: fc.nat(700),
      byte: fc.oneof(fc.constantFrom(0, 0xff), fc.nat(255)),
    });
    const broken = fc.record({ steps: fc.array(step), length: fc.nat(3_000) });
    const path = join(folder, 'a.jpg');
    forMany(broken, ({ steps, length }) => {
      const bytes = Uint8Array.from(jpeg.subarray(0, length));
      for (const { at, byte } of steps) if (at < bytes.length) bytes[at] = byte;
      writeFileSync(path, bytes);
      const { kind } = lookAtFile(path, new Date(), 60_000);
      const isEnd = bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
      if (kind === 'picture') expect(isEnd).toBe(true);
      expect(() => inspectImage(bytes, bytes.length)).not.toThrow();
    });
  });
});

function rulesExample(): string {
  const [, example = ''] = /```yaml[^\n]*\n([\s\S]*?)```/.exec(fileOf('docs', 'rules.md')) ?? [];
  expect(readRules(example).outcome).toBe('usable');
  return example;
}
