import { join } from 'node:path';
import { startDaemon } from '../../services/uploader/pi/daemon.ts';
import { journalLogger } from '../../services/uploader/pi/journal-logger.ts';
import { readUploaderConfiguration } from '../../services/uploader/pi/read-uploader-configuration.ts';
import { systemd } from '../../services/uploader/pi/service-manager.ts';
import { systemSchedule } from '../../services/uploader/schedule.ts';

// The Pi's daemon as it is, but that it waits a hundredth of the time: a test has no five minutes.
const hurry = 100;
const patience = { connectMilliseconds: 250, wholeMilliseconds: 250, idleMilliseconds: 100 };

const [config = '', folder = ''] = process.argv.slice(2);
const log = journalLogger((line) => process.stderr.write(line));
const daemon = startDaemon({
  configuration: readUploaderConfiguration(config),
  stateFolder: folder,
  statusPath: join(folder, 'status.json'),
  manager: systemd({}, log),
  log,
  now: () => new Date(),
  pace: {
    patience,
    schedule: (milliseconds, action) => systemSchedule(milliseconds / hurry, action),
    // A machine that is busy must not make half a picture a whole one.
    settleMilliseconds: 60_000,
  },
});
process.once('SIGTERM', async () => {
  await daemon.stop();
  process.exit(0);
});
