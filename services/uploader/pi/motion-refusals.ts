import type { CameraSettings } from './sign-ins.ts';

// Within double quotes, as in the hook's command, none of these means anything to a shell, and
// outside of a file's name none of them means anything to Motion.
const harmless = /^[\p{L}\p{M}\p{N} ._/@+,=:-]+$/u;

// What makes the uploader find, tell apart and take the pictures.
const ours = [
  ...['target_dir', 'picture_filename', 'snapshot_filename', 'picture_output', 'picture_type'],
  ...['movie_output', 'camera_name', 'camera_id', 'device_name', 'device_id'],
  ...['camera', 'camera_dir', 'config_dir', 'locate_motion_mode'],
];
const commands = /^on_|_pipe(?:_motion)?$|^movie_extpipe|^sql_|^netcam_decoder$/;

/** What must not be written into Motion's configuration for a camera, each with what to do. */
export function motionRefusals({ name, folder, motion }: CameraSettings): readonly string[] {
  const options = Object.entries(motion).flatMap(([option, value]) => {
    if (commands.test(option)) {
      return [`${option} is refused: Motion hands it to a shell, or to another program`];
    }
    if (ours.includes(option)) {
      return [`${option} is refused: the uploader needs it as it is`];
    }
    const hidden = /[\p{Cc}\p{Zl}\p{Zp}]/u.test(String(value));
    return hidden ? [`${option} is refused: it must be one line without control characters`] : [];
  });
  const path =
    harmless.test(folder) && folder === folder.trim()
      ? []
      : [
          `folder is refused: Motion hands its name to a shell, so it must be letters, digits, blanks and . _ - / @ + , = : (it is ${JSON.stringify(folder)})`,
        ];
  return [...path, ...options].map((what) => `camera ${name}: ${what}`);
}
