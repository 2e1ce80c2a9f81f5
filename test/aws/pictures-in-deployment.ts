import { expect, it } from 'vitest';
import type { FirstPictures } from './first-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

type Sent = Pick<DeployedPipeline, 'bucket' | 'pipeline'> & { readonly first: FirstPictures };

/** Where pictures of all kinds end. */
export function filesPictures(sent: () => Sent): void {
  it('files a person as an alarm, with labels, record, thumbnail and gallery entry', async () => {
    const { bucket, first } = sent();
    for (const { file, bytes } of first.persons) {
      const { record, entry, thumbnail, filed } = first.outcomeOf(file);
      expect(record.event).toMatchObject({
        type: 'ImageClassified',
        detail: { outcome: 'alarm', destinationKey: `jpg_alarm/garden/${file}` },
      });
      expect(filed).toEqual(new Uint8Array(bytes));
      expect(thumbnail).toBe('jpeg');
      expect(entry).toMatchObject({ outcome: 'alarm', key: `jpg_alarm/garden/${file}` });
      expect(await bucket.text(`csv_alarm/garden/${file}.csv`)).toContain(',Person,');
    }
  });

  it('files the empty garden as quiet', async () => {
    const { bucket, first } = sent();
    for (const { file, bytes } of first.quiet) {
      const { record, entry, thumbnail, filed } = first.outcomeOf(file);
      expect(record.event).toMatchObject({
        type: 'ImageClassified',
        detail: { outcome: 'quiet', destinationKey: `jpg_quiet/garden/${file}` },
      });
      expect(filed).toEqual(new Uint8Array(bytes));
      expect(thumbnail).toBe('jpeg');
      expect(entry).toMatchObject({ outcome: 'quiet', key: `jpg_quiet/garden/${file}` });
      expect(await bucket.text(`csv_quiet/garden/${file}.csv`)).toContain(file);
    }
  });

  it('puts what is no picture aside, says why, and tells the owner', async () => {
    const { bucket, first } = sent();
    const { text, told } = first;
    const { record, entry, filed } = first.outcomeOf(text.file);
    expect(record.event).toMatchObject({ type: 'ImageRejected' });
    expect(filed).toEqual(new Uint8Array(text.bytes));
    expect(entry).toMatchObject({ outcome: 'rejected', key: `jpg_error/garden/${text.file}` });
    expect(await bucket.json(`jpg_error/garden/${text.file}.json`)).toMatchObject({
      reason: 'not-an-image',
      message: 'the file is neither JPEG nor PNG',
    });
    const mails = told.filter(({ subject }) => subject === 'Error processing image garden');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(`jpg_error/garden/${text.file}`);
  });

  it('leaves nothing where it was uploaded, and has each picture labelled once', async () => {
    const { bucket, pipeline, first } = sent();
    const { persons, quiet, outcomes } = first;
    expect(await bucket.keys('upload/')).toEqual([]);
    expect(outcomes.size).toBe(persons.length + quiet.length + 1);
    expect(pipeline.labels.calls()).toBe(persons.length + quiet.length);
  });
}
