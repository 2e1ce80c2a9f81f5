import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectFile } from '../runtime/project-file.ts';

// The rules are in biome.json; this shows that each of them bites.
const refused = [
  ['contracts', '../runtime/labeler.ts'],
  ['contracts', '@aws-sdk/client-s3'],
  ['runtime', '../services/mover/handle.ts'],
  ['runtime/local', '../../cli/print-alert.ts'],
  ['services/mover', '../notifier/handle.ts'],
  ['services/mover', '../../runtime/local/local-bus.ts'],
  ['services/mover', '../../cli/print-alert.ts'],
  ['services/mover', '@aws-sdk/client-s3'],
  ['services/mover', 'cdktf'],
  ['services/mover/copies', '../../notifier/handle.ts'],
  ['services/mover/copies', '../../../runtime/local/local-bus.ts'],
  ['services/uploader/pi', '@aws-sdk/client-s3'],
  ['services/uploader/s3', '../../../runtime/aws/s3-blob-store.ts'],
  ['examples/webhook', '../../runtime/local/local-bus.ts'],
  ['gallery', '../runtime/labeler.ts'],
  ['gallery/statistics', '../../services/classifier/rules/rule.ts'],
  ['gallery/proposals', '../../services/classifier/handle.ts'],
  ['gallery/proposals', '../../services/mover/handle.ts'],
  ['gallery/proposals', '../../runtime/labeler.ts'],
  ['cli', '@cdktf/provider-aws'],
  ['runtime/aws', 'cdktf'],
  ['infra', '../services/mover/handle.ts'],
  ['infra', '@aws-sdk/client-s3'],
] as const;

const allowed = [
  ['services/mover', '../../contracts/label.ts'],
  ['services/mover', '../../runtime/labeler.ts'],
  ['services/mover', './handle.ts'],
  ['services/mover/copies', '../handle.ts'],
  ['services/mover/copies', '../../../contracts/label.ts'],
  ['services/uploader/s3', '@aws-sdk/client-iot'],
  ['examples/webhook', '../../contracts/label.ts'],
  ['gallery/proposals', '../../services/classifier/rules/rule.ts'],
  ['runtime/local', '../../contracts/label.ts'],
  ['cli', '../runtime/local/local-bus.ts'],
  ['runtime/aws', '@aws-sdk/client-s3'],
  ['infra', '@cdktf/provider-aws'],
] as const;

describe('the import boundaries', () => {
  let report = '';
  beforeAll(() => {
    report = lint([...refused, ...allowed]);
  });

  it.each(refused.map((edge, index) => [...edge, index] as const))(
    'keep %s from importing %s',
    (folder, _, index) => {
      expect(report).toContain(`/${folder}/x${index}.ts`);
    },
  );

  it.each(allowed.map((edge, index) => [...edge, index] as const))(
    'let %s import %s',
    (folder, _, index) => {
      expect(report).not.toContain(`/${folder}/x${refused.length + index}.ts`);
    },
  );
});

/** Lints a file for each edge in an empty copy of the project; gives back one line a problem. */
function lint(edges: readonly (readonly [string, string])[]): string {
  const root = mkdtempSync(join(tmpdir(), 'intellicam-lint-'));
  try {
    copyFileSync(projectFile('biome.json'), join(root, 'biome.json'));
    for (const [index, [folder, imported]] of edges.entries()) {
      const file = join(root, folder, `x${index}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { thing } from '${imported}';\nexport const other = thing;\n`);
    }
    const { stdout } = spawnSync(
      projectFile('node_modules/.bin/biome'),
      ['lint', '--vcs-enabled=false', '--reporter=github', '--only=style/noRestrictedImports', '.'],
      { cwd: root, encoding: 'utf8' },
    );
    return stdout;
  } finally {
    rmSync(root, { recursive: true });
  }
}
