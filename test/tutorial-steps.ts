/** One thing that a reader of a tutorial does, or sees. */
export type TutorialStep =
  | { readonly kind: 'write'; readonly file: string; readonly text: string }
  | { readonly kind: 'run'; readonly commands: string; readonly prints?: string };

const block = /^```(.*)\n([\s\S]*?)^```$/gm;

/**
 * Reads the steps of a tutorial from its code blocks: one with a file's name is written, `sh` is run,
 * and `text` is what the commands before it print. Throws at a block that nobody could follow.
 */
export function tutorialSteps(markdown: string): readonly TutorialStep[] {
  const steps: TutorialStep[] = [];
  for (const [, info = '', text = ''] of markdown.matchAll(block)) {
    const [language, file] = info.split(' ');
    const last = steps.at(-1);
    if (file !== undefined) steps.push({ kind: 'write', file, text });
    else if (language === 'sh') steps.push({ kind: 'run', commands: text });
    else if (language === 'text' && last?.kind === 'run' && last.prints === undefined)
      steps.splice(-1, 1, { ...last, prints: text });
    else throw new Error(`follow a tutorial: nobody can follow the block "${info}": ${text}`);
  }
  return steps;
}
