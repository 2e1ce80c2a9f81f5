import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import * as v from 'valibot';
import { projectFile } from '../../runtime/project-file.ts';

/** One warm execution environment of a function; it answers one event at a time. */
export type FunctionProcess = {
  /**
   * Throws when the handler throws, dies or takes too long, as an invocation fails. Its clock may be
   * ahead by what these tests do not wait.
   */
  invoke(event: unknown, aheadSeconds?: number): Promise<unknown>;
  /** Ends it with SIGKILL, in the middle of whatever it does. */
  kill(): void;
  /** Lets the invocation that is under way have so much time left, and no more. */
  leave(seconds: number): void;
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
  let leave = (_seconds: number): void => undefined;
  const kill = () => void child?.kill('SIGKILL');

  return {
    async invoke(event, aheadSeconds = 0) {
      child ??= start();
      const reply = v.parse(ReplySchema, await ask(child, { event, timeoutSeconds, aheadSeconds }));
      if ('error' in reply) throw new Error(reply.error);
      return reply.answer;
    },
    leave: (seconds) => leave(seconds),
    output: () => output,
    ...{ kill, stop: kill },
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
    started.once('exit', () => forget(started));
    return started;
  }

  function forget(ended: ChildProcess): void {
    if (child === ended) child = undefined;
  }

  function ask(asked: ChildProcess, invocation: Serializable): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      leave = (seconds) => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          asked.kill('SIGKILL');
          // It takes a moment to end, and must not be asked again.
          forget(asked);
          done();
          reject(new Error(`the function timed out, with ${seconds} s left`));
        }, seconds * 1000);
      };
      leave(timeoutSeconds);
      const onReply = (reply: unknown) => {
        done();
        resolve(reply);
      };
      const onExit = (code: number | null) => {
        done();
        reject(new Error(`the function's process ended with ${code}\n${output}`));
      };
      asked.once('message', onReply).once('exit', onExit);
      asked.send(invocation);

      function done(): void {
        clearTimeout(timer);
        leave = () => undefined;
        asked.off('message', onReply).off('exit', onExit);
      }
    });
  }
}
