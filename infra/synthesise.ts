import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { App } from 'cdktf';
import { IntellicamStack, type StackProps } from './intellicam-stack.ts';
import { stackName, stateFileName } from './stack-name.ts';

type SynthesisOptions = Omit<StackProps, 'stateFile'> & {
  readonly outputFolder: string;
  /** Where Terraform's state is kept. */
  readonly stateFolder: string;
};

/** Writes the Terraform configuration, the same for the same input; gives back the stack's folder. */
export function synthesise({ outputFolder, stateFolder, ...props }: SynthesisOptions): string {
  mkdirSync(outputFolder, { recursive: true });
  const app = new App({ outdir: outputFolder });
  const name = stackName(props.configuration);
  const folder = join(outputFolder, 'stacks', name);
  const stateFile = relative(
    resolve(folder),
    resolve(stateFolder, stateFileName(props.configuration)),
  );
  new IntellicamStack(app, { ...props, stateFile });
  app.synth();
  return folder;
}
