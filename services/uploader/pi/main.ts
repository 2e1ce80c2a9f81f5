import { outliveReaders } from '../../../runtime/outlive-readers.ts';
import { ConfigurationError } from '../../../runtime/read-yaml.ts';
import { UsageError } from '../../../runtime/usage-error.ts';
import { programVersion } from './program-version.ts';

const help = `intellicam-uploader: sends a camera's pictures to IntelliCam

  intellicam-uploader enroll CODE
      Makes this Pi's key and certificate, with the code that "intellicam camera add" printed on
      the owner's computer, and writes /etc/intellicam/uploader.yaml.

  intellicam-uploader motion-config [--motion 4|5] [--to DIR] [--config FILE]
      Writes Motion's configuration (to /etc/motion) for the cameras of uploader.yaml.

  intellicam-uploader check [--config FILE]
      Says whether uploader.yaml can be used, and whether the service may take the pictures.

  intellicam-uploader status [--json]
      Says how the uploader is. Ends with 0 when it runs and the store takes the pictures.

  intellicam-uploader hook FILE [name=value]…
      For Motion's on_picture_save: announces a picture, and returns at once.

  intellicam-uploader run [--config FILE] [--state DIR] [--status FILE]
      The daemon itself; systemd starts it.

  intellicam-uploader version
`;

const commands = 'enroll, motion-config, check, status, hook, run, version and help';

/** Runs one command; resolves with the process's exit code. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'run':
      return (await import('./run-command.ts')).runCommand(args);
    case 'status':
      return (await import('./status-command.ts')).statusCommand(args);
    case 'check':
      return (await import('./check-command.ts')).checkCommand(args);
    case 'motion-config':
      return (await import('./motion-config.ts')).motionConfigCommand(args);
    case 'enroll':
      return (await import('../s3/enroll.ts')).enroll(args);
    case 'version':
    case '--version':
      process.stdout.write(`${programVersion}\n`);
      return 0;
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

outliveReaders();

main(process.argv.slice(2)).then(
  // What is still open has no one to answer to.
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof ConfigurationError;
    const text = error instanceof Error && !known ? error.stack : undefined;
    process.stderr.write(
      `intellicam-uploader: ${text ?? (known ? error.message : String(error))}\n`,
    );
    process.exit(known ? 2 : 1);
  },
);
