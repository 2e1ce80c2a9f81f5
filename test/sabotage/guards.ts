/** A line that keeps a promise: what it is replaced by, and the tests that then have to fail. */
export type Guard = {
  readonly keeps: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly instead: string;
  readonly tests: readonly string[];
};

/** Each of these is taken out in turn; a guard whose removal nothing notices is a defect. */
export const guards: readonly Guard[] = [
  {
    keeps: 'a decision is written once',
    file: 'services/classifier/write-record.ts',
    text: "condition: 'if-absent',",
    instead: '',
    tests: ['services/classifier'],
  },
  {
    keeps: 'who has paid does not pay again',
    file: 'services/classifier/handle.ts',
    text: 'if (known !== undefined) {',
    instead: 'if (known === null) {',
    tests: ['services/classifier'],
  },
  {
    keeps: 'two deliveries at once label once',
    file: 'services/classifier/handle.ts',
    text: 'if (running !== undefined) return',
    instead: 'if (running === null) return',
    tests: ['services/classifier'],
  },
  {
    keeps: 'a picture that was replaced meanwhile is not judged by its name',
    file: 'services/classifier/handle.ts',
    text: ' || head.etag !== object.etag',
    instead: '',
    tests: ['services/classifier'],
  },
  {
    keeps: 'no picture takes the name of another',
    file: 'services/classifier/claim-name.ts',
    text: "condition: 'if-absent',",
    instead: '',
    tests: ['services/classifier'],
  },
  {
    keeps: 'the mover files what the classifier saw',
    file: 'services/mover/handle.ts',
    text: 'return (await blobs.get(destinationKey, { firstBytes: 1 }))?.etag === etag;',
    instead: 'return true;',
    tests: ['services/mover'],
  },
  {
    keeps: 'nothing is deleted that is not filed',
    file: 'services/mover/handle.ts',
    text: "if (copied !== 'copied' &&",
    instead: 'if (Date.now() < 0 &&',
    tests: ['services/mover'],
  },
  {
    keeps: 'a reader never takes one picture for another',
    file: 'runtime/read-image.ts',
    text: 'if (blob?.etag === image.etag) return blob;',
    instead: 'if (blob !== undefined) return blob;',
    tests: ['runtime/read-image.test.ts'],
  },
  {
    keeps: 'the index keeps what was there',
    file: 'services/thumbnailer/merge-index.ts',
    text: 'new Map(Object.entries(shard.entries))',
    instead: 'new Map<string, GalleryEntry>()',
    tests: ['services/thumbnailer'],
  },
  {
    keeps: 'of two writers neither overwrites the other (sets)',
    file: 'runtime/merged-document.ts',
    text: "condition: etag === undefined ? 'if-absent' : { ifMatch: etag },",
    instead: '',
    tests: ['runtime/merged-document.test.ts'],
  },
  {
    keeps: 'of two writers neither overwrites the other (decisions)',
    file: 'runtime/shared-document.ts',
    text: "condition: etag === undefined ? 'if-absent' : { ifMatch: etag },",
    instead: '',
    tests: ['runtime/shared-document.test.ts'],
  },
  {
    keeps: 'a blank and a plus in a key stay what they are',
    file: 'contracts/s3-notification.ts',
    text: "decodeURIComponent(encoded.replaceAll('+', ' '))",
    instead: "decodeURIComponent(encoded).replaceAll('+', ' ')",
    tests: ['contracts/s3-notification.test.ts'],
  },
  {
    keeps: 'no name leaves its folder',
    file: 'contracts/object-key.ts',
    text: ".map((segment) => (/^\\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : segment))",
    instead: '',
    tests: ['contracts/object-key.test.ts'],
  },
  {
    keeps: 'an event that EventBridge refused is sent again',
    file: 'runtime/aws/event-bridge-bus.ts',
    text: 'if (result?.EventId !== undefined) return [];',
    instead: 'if (result !== null) return [];',
    tests: ['runtime/aws/event-bridge-bus.test.ts'],
  },
  {
    keeps: 'of a batch only what failed comes again',
    file: 'runtime/aws/handle-batch.ts',
    text: 'failed.push(record.messageId)',
    instead: 'failed.splice(0)',
    tests: ['runtime/aws/handle-batch.test.ts'],
  },
  {
    keeps: 'no label is HTML',
    file: 'runtime/escape-html.ts',
    text: 'entities[character] ?? character',
    instead: 'character',
    tests: ['runtime/escape-html.test.ts'],
  },
  {
    keeps: 'no name breaks a header or turns text around',
    file: 'runtime/one-line.ts',
    text: ".replace(/[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Bidi_Control}]/gu, ' ')",
    instead: '',
    tests: ['services/notifier'],
  },
  {
    keeps: 'no cell of a CSV is a formula',
    file: 'contracts/csv-cell.ts',
    text: 'formulaStart.test(value)',
    instead: 'Date.now() < 0',
    tests: ['services/classifier/format-label-csv.test.ts'],
  },
  {
    keeps: 'a picture that explodes is not decoded',
    file: 'services/classifier/inspect-image.ts',
    text: ' || width * height > largestPixels',
    instead: '',
    tests: ['services/classifier/inspect-image.test.ts'],
  },
  {
    keeps: 'of two senders one sends',
    file: 'runtime/alert-claim.ts',
    text: 'const taken = isFresh(claim) ? undefined :',
    instead: 'const taken =',
    tests: ['runtime/claimed-channel.test.ts'],
  },
  {
    keeps: 'a claim that nobody committed is taken over',
    file: 'runtime/alert-claim.ts',
    text: "if (claim?.state !== 'claimed') return false;",
    instead: 'if (now() !== undefined) return true;',
    tests: ['runtime/claimed-channel.test.ts'],
  },
  {
    keeps: 'a consumer has no more rights than it declares',
    file: 'runtime/granted-blob-store.ts',
    text: 'if (!prefixes.some((prefix) => key.startsWith(prefix))) {',
    instead: 'if (Date.now() < 0) {',
    tests: ['runtime/granted-blob-store.test.ts'],
  },
  {
    keeps: 'the local store writes on its conditions only',
    file: 'runtime/local/folder-blob-store.ts',
    text: 'if (!holds(target.condition, path)) return false;',
    instead: '',
    tests: ['test/adapters/folder-blob-store.test.ts'],
  },
  {
    keeps: 'no page elsewhere reads the gallery through its own name',
    file: 'runtime/local/is-loopback-host.ts',
    text: '/^(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?$/i',
    instead: '/(localhost|127\\.0\\.0\\.1|\\[::1\\])/i',
    tests: ['runtime/local/gallery-server.test.ts'],
  },
  {
    keeps: 'the Pi never replaces a picture in the store',
    file: 'services/uploader/s3/s3-target.ts',
    text: "...(picture.replace ? {} : { 'if-none-match': '*' }),",
    instead: '',
    tests: ['services/uploader/s3'],
  },
  {
    keeps: 'the Pi sends a file as it was when it was looked at',
    file: 'services/uploader/send-picture.ts',
    text: 'return same && bytesRead === sizeBytes',
    instead: 'return same !== null',
    tests: ['services/uploader'],
  },
  {
    keeps: 'the Pi takes only the store’s own word that a picture is there',
    file: 'services/uploader/s3/s3-target.ts',
    text: "answer.status === 200 && answer.headers.has('etag')",
    instead: 'answer.status === 200',
    tests: ['services/uploader/s3'],
  },
  {
    keeps: 'a judgement that nobody was told of is told of by the sweep',
    file: 'services/sweeper/find-untold.ts',
    text: 'if (shown === undefined) return true;',
    instead: 'if (shown === undefined) return false;',
    tests: ['test/sweep-judgements.test.ts'],
  },
];
