import { consumerStateKey } from '../../contracts/consumer-state.ts';
import {
  noNotes,
  type ReporterNotes,
  ReporterNotesSchema,
} from '../../contracts/reporter-notes.ts';
import type { Deps } from '../../runtime/ports.ts';
import { sharedDocument } from '../../runtime/shared-document.ts';

type NoteStore = {
  /** Resolves with what is stored then; of two at the same time, one sees the other. */
  change(change: (notes: ReporterNotes) => ReporterNotes): Promise<ReporterNotes>;
};

/** What the reporter remembers, in the store. What cannot be read begins anew. */
export function noteStore({ blobs, log }: Deps<'blobs'>): NoteStore {
  const key = consumerStateKey('reporter', 'notes.json');
  const notes = sharedDocument<ReporterNotes>({
    ...{ blobs, key, schema: ReporterNotesSchema, empty: noNotes },
    onUnreadable: (error) => log.warn('notes cannot be read: they begin anew', { key, error }),
  });
  return {
    change: (change) =>
      notes.change((before) => {
        const document = change(before);
        return { document, result: document };
      }),
  };
}
