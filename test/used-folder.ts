import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

/** Somebody's data after two days: an alarm, a quiet picture, and one that cannot be read. */
export async function usedFolder() {
  const space = await workspace();
  const { pictures, data, addPicture, answers } = space;
  await addPicture('garden/20211119120000-00.jpg', await drawPicture(1));
  await addPicture('garden/20211120120010-00.jpg', await drawPicture(2));
  await addPicture('gate/20211120120020-00.jpg', 'no picture');
  const labeler = await answers('20211120120010-00.jpg');
  await runCli(['local', '--once', '--watch', pictures, '--data', data, '--labeler', labeler]);
  return space;
}
