import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../runtime/read-yaml.ts';
import { UsageError } from '../../../runtime/usage-error.ts';
import { motionConfigCommand } from './motion-config.ts';
import { parseUploaderConfiguration } from './read-uploader-configuration.ts';
import { type MotionVersion, writeMotionConfig } from './write-motion-config.ts';

const head = 'region: eu-west-1\nbucket: intellicam-home\ncameras:\n';

function written(cameras: string, version: MotionVersion = 4): Readonly<Record<string, string>> {
  const configuration = parseUploaderConfiguration(head + cameras, 'u.yaml');
  const files = writeMotionConfig(configuration.cameras, { version, folder: '/etc/motion' });
  return Object.fromEntries(files.map(({ name, text }) => [name, text]));
}

describe("Motion's configuration", () => {
  it('has a file for all cameras, which names one for each', () => {
    const files = written('  - name: garden\n  - name: gate\n');
    expect(Object.keys(files)).toEqual([
      'motion.conf',
      'intellicam-garden.conf',
      'intellicam-gate.conf',
    ]);
    expect(files['motion.conf']).toMatch(
      /\ncamera \/etc\/motion\/intellicam-garden\.conf\ncamera \/etc\/motion\/intellicam-gate\.conf\n$/,
    );
  });

  it('gives each camera its own number, folder, and names that tell event, second and place', () => {
    const files = written(`  - name: garden
  - name: gate
    id: 1
    folder: /srv/gate pictures
`);
    expect(files['intellicam-garden.conf']).toContain(`\ncamera_id 2\n`);
    expect(files['intellicam-garden.conf']).toContain(
      '\ntarget_dir /var/lib/intellicam/pictures/garden\npicture_filename %Y-%m-%d/%{eventid}-%s-%q-a%Kx%Lx%ix%J\nsnapshot_filename %Y-%m-%d/heartbeat-%s\n',
    );
    expect(files['intellicam-gate.conf']).toContain('\ncamera_id 1\n');
    expect(files['intellicam-gate.conf']).toContain('\ntarget_dir /srv/gate pictures\n');
  });

  it('writes pictures, no movies, no box and no open port', () => {
    const text = written('  - name: garden\n')['motion.conf'] ?? '';
    for (const line of [
      'picture_output on',
      'picture_type jpeg',
      'movie_output off',
      'locate_motion_mode off',
      'snapshot_interval 3600',
      'webcontrol_port 0',
      'stream_port 0',
    ]) {
      expect(`\n${text}`).toContain(`\n${line}\n`);
    }
  });

  it('uses the names that Motion 5 has', () => {
    const files = written(
      '  - {name: garden, source: /dev/video2}\n  - {name: gate, source: libcamera}\n',
      5,
    );
    expect(files['intellicam-garden.conf']).toMatch(/\ndevice_name garden\n(#.*\n)*device_id 1\n/);
    expect(files['intellicam-garden.conf']).toContain('\nv4l2_device /dev/video2\n');
    expect(files['intellicam-gate.conf']).toContain('\nlibcam_device camera0\n');
    expect(Object.values(files).join('')).not.toMatch(/\n(camera_name|video_device|stream_port)/);
  });

  it.each([
    ['source: /dev/video2', 'video_device /dev/video2'],
    ['source: libcamera', 'video_device /dev/video0'],
    [
      'source: "rtsp://me:secret@10.0.0.2/ch?a=1&b=2"',
      'netcam_url rtsp://me:secret@10.0.0.2/ch?a=1&b=2',
    ],
    ['motion: {threshold: 3000, noise_tune: false}', 'threshold 3000\nnoise_tune off'],
    ['motion: {noise_tune: off}', 'noise_tune off'],
    ['motion: {width: 640}', 'width 640'],
  ])('writes for %s', (key, lines) => {
    expect(written(`  - name: garden\n    ${key}\n`)['intellicam-garden.conf']).toContain(
      `\n${lines}\n`,
    );
  });

  it("does not write a size twice when it is the owner's", () => {
    const text = written('  - name: garden\n    motion: {width: 640, height: 480}\n');
    expect(text['intellicam-garden.conf']?.match(/^(width|height) .*$/gm)).toEqual([
      'width 640',
      'height 480',
    ]);
  });

  it('announces pictures only where the uploader waits for that', () => {
    expect(written('  - name: garden\n')['intellicam-garden.conf']).not.toContain(
      'on_picture_save',
    );
    expect(written('  - {name: garden, hook: true}\n')['intellicam-garden.conf']).toContain(
      '\non_picture_save /usr/bin/intellicam-uploader hook "%f" camera=garden event=%{eventid} type=%n area=%Kx%Lx%ix%J changed=%D\n',
    );
  });
});

describe('what Motion would hand to a shell', () => {
  it.each([
    '$(reboot)',
    '`id`',
    'a"b',
    "it's",
    'a;b',
    'a|b',
    'a&b',
    'a>b',
    '100%',
    'a\\b',
    'blank ',
  ])('is refused in a folder: %s', (name) => {
    const folder = JSON.stringify(`/srv/${name}`);
    expect(() => written(`  - {name: garden, folder: ${folder}}\n`)).toThrow(ConfigurationError);
  });

  it.each(['/srv/my pictures', '/srv/Gärten/東', '/srv/a_b-c.d+e@f,g=h:1'])(
    'is not in the folder %s',
    (folder) => {
      expect(written(`  - {name: garden, folder: "${folder}"}\n`)).toHaveProperty('motion.conf');
    },
  );

  it('is told with the camera, all at once', () => {
    expect(() =>
      written(`  - name: garden
    motion: {on_event_start: reboot, picture_filename: x, text_left: "a\\nb"}
  - name: gate
    folder: /srv/"
    motion: {movie_extpipe: ffmpeg}
`),
    ).toThrow(
      `no configuration for Motion was written:
  camera garden: on_event_start is refused: Motion hands it to a shell, or to another program
  camera garden: picture_filename is refused: the uploader needs it as it is
  camera garden: text_left is refused: it must be one line without control characters
  camera gate: folder is refused: Motion hands its name to a shell, so it must be letters, digits, blanks and . _ - / @ + , = : (it is "/srv/\\"")
  camera gate: movie_extpipe is refused: Motion hands it to a shell, or to another program`,
    );
  });
});

describe('motion-config', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'intellicam-test-'));
    writeFileSync(
      join(root, 'u.yaml'),
      `${head}  - name: garden\n    folder: ${root}/pictures/garden\n`,
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const run = (...more: string[]) =>
    motionConfigCommand(['--config', join(root, 'u.yaml'), '--to', join(root, 'motion'), ...more]);

  it('writes the files and makes the folders', async () => {
    expect(await run()).toBe(0);
    expect(readdirSync(join(root, 'motion'))).toEqual(['intellicam-garden.conf', 'motion.conf']);
    expect(statSync(join(root, 'pictures', 'garden')).isDirectory()).toBe(true);
  });

  it('keeps what somebody else wrote, and writes over its own', async () => {
    await run();
    const file = join(root, 'motion', 'motion.conf');
    writeFileSync(file, 'threshold 7\n');
    await run();
    await run('--motion', '5');
    expect(readFileSync(`${file}.before-intellicam`, 'utf8')).toBe('threshold 7\n');
    expect(readFileSync(file, 'utf8')).not.toContain('stream_port');
    expect(readdirSync(join(root, 'motion'))).toHaveLength(3);
    writeFileSync(file, 'threshold 8\n');
    await run();
    expect(readFileSync(`${file}.before-intellicam`, 'utf8')).toBe('threshold 7\n');
    expect(readFileSync(`${file}.before-intellicam-2`, 'utf8')).toBe('threshold 8\n');
  });

  it('knows two versions of Motion', async () => {
    await expect(run('--motion', '4.5')).rejects.toThrow(UsageError);
  });
});
