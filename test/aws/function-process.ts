import { type ChildProcess, fork } from 'node:child_process';
import * as v from 'valibot';
import { projectFile } from '../../runtime/project-file.ts';

/** One warm execution environment of a function; it answers one event at a time. */
export type FunctionProcess = {
  /** Throws when the handler throws, dies or takes too long, as an invocation fails. */
  invoke(event: unknown): Promise<unknown>;
  /** What it wrote, to be shown when something went wrong. */
  output(): string;
  stop(): void;
};

type Start = {
  readonly folder: string;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
};

const ReplySchema = v.union([
  v.object({ answer: v.unknown() }),
  v.object({ error: v.optional(v.string(), 'unknown') }),
]);

/** Starts a function as Lambda does: at its first event, and anew after it died. */
export function functionProcess({ folder, timeoutSeconds, environment }: Start): FunctionProcess {
  let child: ChildProcess | undefined;
  let output = '';

  return {
    async invoke(event) {
      child ??= start();
      const reply = v.parse(ReplySchema, await ask(child, event));
      if ('error' in reply) throw new Error(reply.error);
      return reply.answer;
    },
    output: () => output,
    stop: () => child?.kill('SIGKILL'),
  };

  function start(): ChildProcess {
    const started = fork(projectFile('test/aws/run-function.mjs'), {
      // Nothing of the machine's own configuration reaches the function.
      env: { PATH: process.env.PATH, ...environment, LAMBDA_TASK_ROOT: folder },
      cwd: folder,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    started.once('exit', () => {
      child = undefined;
    });
    return started;
  }

  function ask(asked: ChildProcess, event: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        asked.kill('SIGKILL');
        done();
        reject(new Error(`the function timed out after ${timeoutSeconds} s`));
      }, timeoutSeconds * 1000);
      const onReply = (reply: unknown) => {
        done();
        resolve(reply);
      };
      const onExit = (code: number | null) => {
        done();
        reject(new Error(`the function's process ended with ${code}\n${output}`));
      };
      asked.once('message', onReply).once('exit', onExit);
      asked.send({ event, timeoutSeconds });

      function done(): void {
        clearTimeout(timer);
        asked.off('message', onReply).off('exit', onExit);
      }
    });
  }
}
