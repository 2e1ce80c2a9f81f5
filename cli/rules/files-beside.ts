import * as v from 'valibot';
import {
  destinationKey,
  errorReasonKey,
  type Folder,
  labelCsvKey,
  layoutNames,
  parseUploadKey,
  uploadPrefix,
} from '../../contracts/object-key.ts';

/** A file that lies beside a picture and names it. */
export type FileBeside = { readonly key: string; readonly camera: string };

export type NamedPicture = {
  readonly camera: string;
  readonly capturedAt: string;
  readonly id: string;
};

const folders: readonly Folder[] = ['alarm', 'quiet', 'error'];

/** What may lie beside a picture of this key, wherever it was filed: its labels or its rejection. */
export function filesBeside(key: string): readonly FileBeside[] {
  return layoutNames.flatMap((layout) =>
    folders.flatMap((folder) => {
      const prefix = destinationKey(layout, folder, uploadPrefix);
      // A picture that is still, or was, in upload/ may have been filed in any of them.
      const isHere = key.startsWith(prefix) || key.startsWith(uploadPrefix);
      if (!isHere) return [];
      const uploaded = key.startsWith(prefix) ? uploadPrefix + key.slice(prefix.length) : key;
      const camera = parseUploadKey(uploaded)?.camera ?? '';
      const beside =
        folder === 'error'
          ? errorReasonKey(destinationKey(layout, folder, uploaded))
          : labelCsvKey(layout, folder, uploaded);
      return [{ key: beside, camera }];
    }),
  );
}

const ReasonSchema = v.object({ imageId: v.string(), camera: v.string(), capturedAt: v.string() });

/** The picture that such a file names; undefined when it names none. */
export function pictureNamedIn(
  { key, camera }: FileBeside,
  text: string,
): NamedPicture | undefined {
  if (key.endsWith('.csv')) {
    const cells = text.trimEnd().split('\r\n').at(-1)?.split(',').slice(-2) ?? [];
    const [capturedAt = '', id = ''] = cells;
    return Number.isNaN(Date.parse(capturedAt)) ? undefined : { camera, capturedAt, id };
  }
  try {
    const { imageId: id, ...image } = v.parse(ReasonSchema, JSON.parse(text));
    return { ...image, id };
  } catch {
    return undefined;
  }
}
