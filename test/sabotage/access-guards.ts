import type { Guard } from './guard.ts';

/** What keeps others from pictures, judgements and secrets. */
export const accessGuards: readonly Guard[] = [
  {
    keeps: 'who has no signed link sees no picture on AWS',
    file: 'infra/gallery-behaviours.ts',
    text: 'const signed = { trustedKeyGroups: [keyGroup] };',
    instead: 'const signed = {};',
    tests: ['test/synth-gallery.test.ts'],
  },
  {
    keeps: 'nothing gets into a cookie but what a link has',
    file: 'infra/edge/enter.js',
    text: '.every((name) => isOurs(name, query[name]))',
    instead: '.every(() => true)',
    tests: ['infra/edge/enter.test.ts'],
  },
  {
    keeps: 'no page elsewhere judges a picture',
    file: 'services/feedback/read-request.ts',
    text: 'if (!isOfThePage(request)) return',
    instead: 'if (request === null) return',
    tests: ['services/feedback'],
  },
  {
    keeps: 'no judgement goes to another record',
    file: 'services/feedback/accept-feedback.ts',
    text: 'if (name?.imageId !== image.imageId || name.camera !== image.camera) {',
    instead: 'if (name === null) {',
    tests: ['services/feedback'],
  },
  {
    keeps: '--host asks for a password',
    file: 'cli/read-password.ts',
    text: '/^(127\\.[\\d.]+|localhost|::1)$/.test(host)',
    instead: 'host !== null',
    tests: ['cli/read-password.test.ts'],
  },
  {
    keeps: 'no server shows pictures to others without a password',
    file: 'runtime/local/gallery-server.ts',
    text: 'if (!thisMachineOnly && signIn === undefined) {',
    instead: 'if (page === null) {',
    tests: ['runtime/local'],
  },
  {
    keeps: 'the password is asked for',
    file: 'runtime/local/gallery-server.ts',
    text: 'signIn && (await answerSignIn(request, address, signIn))',
    instead: 'undefined',
    tests: ['runtime/local/gallery-password.test.ts'],
  },
  {
    keeps: 'nobody tries passwords for ever',
    file: 'runtime/local/sign-in.ts',
    text: "if (!limit.allows(address)) return 'too-many';",
    instead: '',
    tests: ['runtime/local/gallery-password.test.ts'],
  },
  {
    keeps: 'the page loads nothing of anybody else’s',
    file: 'runtime/local/gallery-server.ts',
    text: '{ ...pageHeaders, ...headers }',
    instead: 'headers',
    tests: ['runtime/local/gallery-server.test.ts'],
  },
  {
    keeps: 'the page on AWS loads nothing of anybody else’s',
    file: 'infra/gallery-policies.ts',
    text: 'contentSecurityPolicy: contentPolicy',
    instead: "contentSecurityPolicy: 'default-src *'",
    tests: ['test/synth-gallery.test.ts'],
  },
  {
    keeps: 'no secret address is Terraform’s',
    file: 'infra/webhook.ts',
    text: 'if (!hasSecretUrl(webhook)) this',
    instead: 'this',
    tests: ['test/synth-webhooks.test.ts'],
  },
  {
    keeps: 'Terraform neither reads nor replaces a webhook’s secret',
    file: 'infra/webhook.ts',
    text: "lifecycle: { ignoreChanges: ['auth_parameters', 'description'] },",
    instead: '',
    tests: ['test/synth-webhooks.test.ts'],
  },
];
