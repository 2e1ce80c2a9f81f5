import { useEffect, useState } from 'preact/hooks';
import { jsonReader } from './json-reader.ts';
import { type PictureRecord, PictureRecordSchema } from './picture-record.ts';

const readRecord = jsonReader(PictureRecordSchema);

/** The decision on the picture in the large view; undefined until it is read, or if it cannot be. */
export function useRecord(recordKey: string): PictureRecord | undefined {
  const [read, setRead] = useState<{ readonly key: string; readonly record: PictureRecord }>();

  useEffect(() => {
    const left = new AbortController();
    readRecord(recordKey, left.signal)
      .then((record) => {
        if (record !== undefined && !left.signal.aborted) setRead({ key: recordKey, record });
      })
      // The entry says enough to go on without boxes.
      .catch(() => undefined);
    return () => left.abort();
  }, [recordKey]);
  return read?.key === recordKey ? read.record : undefined;
}
