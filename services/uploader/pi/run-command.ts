import { startDaemon } from './daemon.ts';
import { journalLogger } from './journal-logger.ts';
import { parseArguments } from './parse-arguments.ts';
import { stateFolder, statusPath } from './program-paths.ts';
import { configurationFile, readUploaderConfiguration } from './read-uploader-configuration.ts';
import { systemd } from './service-manager.ts';

const options = {
  config: { type: 'string', default: configurationFile },
  state: { type: 'string', default: stateFolder },
  status: { type: 'string', default: statusPath },
} as const;

/** `run`: the daemon, until it is told to end. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const values = parseArguments(args, options);
  const told = untilToldToEnd();
  const log = journalLogger((line) => process.stderr.write(line));
  const daemon = startDaemon({
    configuration: readUploaderConfiguration(values.config),
    stateFolder: values.state,
    statusPath: values.status,
    manager: systemd(process.env, log),
    log,
    now: () => new Date(),
  });
  log.info('uploader started', { config: values.config });
  const signal = await told;
  await daemon.stop();
  log.info('uploader ended', { signal });
  return 0;
}

function untilToldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}
