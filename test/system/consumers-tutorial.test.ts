import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { projectFile } from '../../runtime/project-file.ts';
import { runShell } from '../run-shell.ts';
import { copySources } from '../source-copy.ts';
import { tutorialSteps } from '../tutorial-steps.ts';
import { workspace } from '../workspace.ts';

it('docs/consumers.md leads to a consumer, word for word', async () => {
  const { root } = await workspace();
  const copy = join(root, 'copy');
  await copySources(copy);
  const steps = tutorialSteps(await readFile(projectFile('docs', 'consumers.md'), 'utf8'));
  expect(steps.length).toBeGreaterThan(10);

  for (const step of steps) {
    if (step.kind === 'write') {
      await mkdir(dirname(join(copy, step.file)), { recursive: true });
      await writeFile(join(copy, step.file), step.text);
      continue;
    }
    const { code, stdout, stderr } = await runShell(step.commands, copy);
    expect(code, `${step.commands}${stdout}${stderr}`).toBe(0);
    if (step.prints !== undefined) expect(stdout.trim()).toBe(step.prints.trim());
  }
}, 480_000);
