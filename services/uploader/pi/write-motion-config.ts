import { ConfigurationError } from '../../../runtime/read-yaml.ts';
import { motionRefusals } from './motion-refusals.ts';
import type { CameraSettings } from './sign-ins.ts';

/** Motion renamed some of its options between these two. */
export type MotionVersion = 4 | 5;

export type MotionFile = { readonly name: string; readonly text: string };

type Place = { readonly version: MotionVersion; readonly folder: string };

/** The first line of what this program wrote, and may write again. */
export const motionFileHeader =
  '# Written by "intellicam-uploader motion-config" from uploader.yaml; change that, not this.';

/** Motion's configuration: one file for all cameras, and one for each. */
export function writeMotionConfig(
  cameras: readonly CameraSettings[],
  { version, folder }: Place,
): readonly MotionFile[] {
  const refused = cameras.flatMap(motionRefusals);
  if (refused.length > 0) {
    throw new ConfigurationError(`no configuration for Motion was written:\n${indented(refused)}`);
  }
  const numbered = withIds(cameras);
  const files = numbered.map((camera) => ({
    name: `intellicam-${camera.name}.conf`,
    text: cameraText(camera, version),
  }));
  const includes = files.map(({ name }) => `camera ${folder}/${name}`);
  return [{ name: 'motion.conf', text: `${commonText(version)}\n${lines(includes)}` }, ...files];
}

function commonText(version: MotionVersion): string {
  return `${motionFileHeader}

# In the foreground, as systemd wants it.
daemon off

# The first picture of a motion is written at once, then each of the motion's; the uploader sends
# the first and a few more. "best" or "first" may wait until the motion is over.
picture_output on
picture_type jpeg
picture_quality 90
framerate 5
# Only motion is of interest: movies would fill the card.
movie_output off

# No box in the picture: the classifier would see it, too. The time, small, in a corner.
locate_motion_mode off
text_right %Y-%m-%d\\n%T
text_scale 1
text_changes off

# One odd frame is no motion. A motion is over when nothing has moved for ten seconds.
threshold 1500
minimum_motion_frames 2
event_gap 10
pre_capture 0
post_capture 0

# A picture each hour, moved or not: a sign of life, which is not labelled and costs nothing.
snapshot_interval 3600

# Nobody on the network can see or control it.
webcontrol_port 0
${version === 4 ? 'stream_port 0\n' : ''}`;
}

function cameraText(camera: CameraSettings & { readonly id: number }, version: MotionVersion) {
  const { name, id, folder, hook, motion } = camera;
  const [nameOption, idOption] =
    version === 4 ? ['camera_name', 'camera_id'] : ['device_name', 'device_id'];
  const options = Object.entries(motion).map(([option, value]) => `${option} ${shown(value)}`);
  return lines([
    ...[motionFileHeader, ''],
    ...[`${nameOption} ${name}`, '# Part of every event; other cameras have other numbers.'],
    ...[`${idOption} ${id}`, ...sourceLines(camera, version)],
    ...('width' in motion || 'height' in motion ? [] : ['width 1280', 'height 720']),
    '',
    '# The names tell the event, the second, the picture in it, and where something moved. No two',
    '# cameras and no two pictures have the same one, when the clocks change as little as ever.',
    `target_dir ${folder}`,
    'picture_filename %Y-%m-%d/%{eventid}-%s-%q-a%Kx%Lx%ix%J',
    'snapshot_filename %Y-%m-%d/heartbeat-%s',
    ...(hook ? ['', '# Announces each picture to the uploader.', hookLine(name)] : []),
    ...(options.length === 0 ? [] : ['', "# The owner's own.", ...options]),
  ]);
}

function sourceLines({ source }: CameraSettings, version: MotionVersion): readonly string[] {
  const device = version === 4 ? 'video_device' : 'v4l2_device';
  if (source === undefined)
    return [
      `# No source is configured: the first camera of this machine.`,
      `${device} /dev/video0`,
    ];
  if (source.startsWith('/')) return [`${device} ${source}`];
  if (source !== 'libcamera') return [`netcam_url ${source}`];
  return version === 4
    ? ['# Motion 4 sees it when it is started by libcamerify.', 'video_device /dev/video0']
    : ['libcam_device camera0'];
}

function hookLine(camera: string): string {
  const words = `camera=${camera} event=%{eventid} type=%n area=%Kx%Lx%ix%J changed=%D`;
  return `on_picture_save /usr/bin/intellicam-uploader hook "%f" ${words}`;
}

// Those without a number get the lowest that is free.
function withIds(cameras: readonly CameraSettings[]) {
  const taken = new Set(cameras.map(({ id }) => id));
  let next = 1;
  return cameras.map((camera) => {
    if (camera.id !== undefined) return { ...camera, id: camera.id };
    while (taken.has(next)) next += 1;
    taken.add(next);
    return { ...camera, id: next };
  });
}

function shown(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

function indented(texts: readonly string[]): string {
  return texts.map((text) => `  ${text}`).join('\n');
}
