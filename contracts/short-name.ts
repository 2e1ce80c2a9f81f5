// S3 takes keys of 1,024 bytes. Before a picture's path there may come another folder's name, behind
// it parts of its id and `.csv`; a camera's name is a part of keys that say much else.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
const longestPathBytes = 940;
const longestCameraBytes = 256;

/** A picture's path below its folder, short enough for every name that is made of it; keeps its ending. */
export function shortPath(path: string): string {
  if (sizeOf(path) <= longestPathBytes) return path;
  const [ending = ''] = /\.[A-Za-z\d]{1,5}$/.exec(path) ?? [];
  // What ends with a slash would be a folder.
  return cut(path, longestPathBytes - 1 - ending.length).replace(/\/$/, '/_') + ending;
}

/** A camera's name, short enough for every key that it is a part of. */
export function shortCamera(camera: string): string {
  return cut(camera, longestCameraBytes);
}

// As a stream, the decoder waits for the rest of a character that was cut in two.
function cut(text: string, mostBytes: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= mostBytes) return text;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, mostBytes), {
    stream: true,
  });
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
