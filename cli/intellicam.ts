import { hasErrorCode } from '../runtime/error-code.ts';
import { demoCommand } from './demo-command.ts';
import { localCommand } from './local-command.ts';
import { UsageError } from './usage-error.ts';

const help = `IntelliCam: a security camera that only calls when somebody is there

  intellicam local [--watch DIR]… [--camera NAME] [--data DIR] [--labeler NAME] [--alarms FILE]
                   [--layout NAME] [--port N] [--host ADDRESS] [--once] [--json]
      Sorts the pictures of folders into alarms and quiet ones, and shows them on a page.
      --watch DIR      a folder of pictures; its subfolders are cameras. May be given several times
      --camera NAME    the camera of pictures that lie directly in a watched folder
      --data DIR       where everything is kept (intellicam-data)
      --labeler NAME   centernet, the embedded detector, or replay:FILE, recorded answers
      --alarms FILE    the list of what rings: rows of Label,Category,Alarm|Quiet[,confidence]
      --layout NAME    the folders' names: intellicam or smart-security-camera
      --port N         where the page is served (8787)
      --host ADDRESS   who may see it (127.0.0.1: this machine only; there is no password)
      --once           takes what is there, waits until it is sorted, prints a summary and ends
      --json           the last line of the output is the summary as JSON

  intellicam demo [--once] [--port N] [--data DIR]
      One simulated day of a garden camera, through the same pipeline.

  On AWS, for the pipeline that intellicam.yaml describes and \`npx cdktf deploy\` made. Each takes
  --config FILE, another configuration, and --json, the answer as one line of JSON.

  intellicam doctor
      Looks for what keeps pictures from being labelled or people from being told.

  intellicam status
      What waits, what failed, who is told, and when each camera last sent a picture.

  intellicam smoke [--camera NAME] [--picture FILE] [--timeout SECONDS]
      Sends a test picture through the pipeline and prints the time of each hop. It may ring.

  intellicam subscribe --email ADDRESS | --sms NUMBER [--camera NAME]… [--label NAME]…
      Tells one more person of alarms: of all, or of these cameras and labels only.
`;

const commands = 'local, demo, doctor, status, smoke, subscribe and help';

/** Runs one command; resolves with the process's exit code. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'local':
      return localCommand(args);
    case 'demo':
      return demoCommand(args);
    case 'doctor':
      return (await onAws(() => import('./aws/doctor-command.ts'))).doctorCommand(args);
    case 'status':
      return (await onAws(() => import('./aws/status-command.ts'))).statusCommand(args);
    case 'smoke':
      return (await onAws(() => import('./aws/smoke-command.ts'))).smokeCommand(args);
    case 'subscribe':
      return (await onAws(() => import('./aws/subscribe-command.ts'))).subscribeCommand(args);
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help);
      return 0;
    default:
      throw new UsageError(
        command === undefined
          ? `name a command: ${commands}`
          : `unknown command ${command}: there are ${commands}`,
      );
  }
}

/** Loads a command for AWS. A home server is installed without the packages that it needs. */
async function onAws<Command>(load: () => Promise<Command>): Promise<Command> {
  try {
    return await load();
  } catch (error) {
    if (!hasErrorCode(error, 'ERR_MODULE_NOT_FOUND')) throw error;
    const sentence =
      'the commands for AWS need packages that --omit=dev leaves out: run npm ci without it';
    throw new UsageError(sentence, { cause: error });
  }
}

// A pipeline goes on when nobody reads what it prints any more.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error) => {
    if (!hasErrorCode(error, 'EPIPE')) throw error;
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageError;
    const text = error instanceof Error && !known ? error.stack : undefined;
    process.stderr.write(`intellicam: ${text ?? (known ? error.message : String(error))}\n`);
    // Whatever is still running has no one to answer to; its work is safe in the queues.
    process.exit(known ? 2 : 1);
  },
);
