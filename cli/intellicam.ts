import { hasErrorCode } from '../runtime/error-code.ts';
import { outliveReaders } from '../runtime/outlive-readers.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { demoCommand } from './demo-command.ts';
import { endWithError } from './end-with-error.ts';
import { localCommand } from './local-command.ts';

const help = `IntelliCam: a security camera that only calls when somebody is there

  intellicam local [--watch DIR]… [--camera NAME] [--data DIR] [--labeler NAME] [--alarms FILE]
                   [--layout NAME] [--port N] [--host ADDRESS] [--password-file FILE] [--cooldown S]
                   [--silent-after M] [--summary-hour H] [--once] [--json]
      Sorts the pictures of folders into alarms and quiet ones, and shows them on a page.
      --watch DIR      a folder of pictures; its subfolders are cameras. May be given several times
      --camera NAME    the camera of pictures that lie directly in a watched folder
      --data DIR       where everything is kept (intellicam-data)
      --labeler NAME   centernet, the embedded detector, or replay:FILE, recorded answers
      --alarms FILE    what rings: rows of Label,Category,Alarm|Quiet[,confidence], or rules (.yaml)
      --layout NAME    the folders' names: intellicam or smart-security-camera
      --port N         where the page is served (8787)
      --host ADDRESS   who may see it (127.0.0.1: this machine only); others need a password
      --password-file FILE  its first line is the page's password, as INTELLICAM_PASSWORD is
      --cooldown S     how long further alarms of a camera wait for a digest (300); 0: each rings
      --silent-after M a camera that sends no picture for so many minutes rings; off without it
      --summary-hour H from this hour on (8) you are told of the day before; off: never
      --once           takes what is there, waits until it is sorted, prints a summary and ends
      --json           the last line of the output is the summary as JSON

  intellicam demo [--once] [--port N] [--data DIR]
      One simulated day of a garden camera, through the same pipeline.

  What rings. FILE is alarms.yaml or reko_alarms.csv; DIR is a data folder of this machine, --config
  names a pipeline on AWS. Without either it is the only one there is. --json is one line of JSON.

  intellicam rules check FILE [--data DIR | --config FILE]
      Says what is wrong with it, by line. Ends with 0 if it is good and 1 if it is bad. With a
      pipeline, also whom it names in vain.

  intellicam rules push FILE [--data DIR | --config FILE]
      Checks it and puts it in force.

  intellicam rules simulate FILE [--since 7d] [--data DIR | --config FILE]
      Judges recorded pictures by it: what would ring, and what no longer. Nobody is told.

  intellicam why PICTURE [--data DIR | --config FILE]
      Why a picture rang or did not, and who was told: by its id, its key in any folder, or the key
      of its record.

  intellicam snooze CAMERA|all --for 30m [--data DIR | --config FILE]
      Keeps a camera silent for a while; a digest says what it held back. 0m ends it.

  intellicam arm [PROFILE] [--data DIR | --config FILE]
      Everything rings again, as the rules say. With a profile: switches to it, too.

  intellicam disarm [--data DIR | --config FILE]
      No picture rings any more; a dead camera always does.

  intellicam profile [NAME [--for 8h] | auto] [--data DIR | --config FILE]
      Which profiles of alarms.yaml are on. NAME alone is on then; auto: all by their hours again.

  intellicam report [--since 30d] [--camera NAME] [--csv] [--data DIR | --config FILE]
      What rang by day, hour, label and camera; how much was kept silent; how the judgements went;
      what never rang; on AWS, what it costs.

  intellicam download --day 2026-11-20 [--camera NAME] [--outcome alarm|quiet|rejected] [--to DIR]
                      [--data DIR | --config FILE]
      Writes a day's pictures into a folder; what is there already is not fetched again.

  intellicam gallery rebuild [--since DAY] [--data DIR | --config FILE]
      Makes the page's index, summaries and lost thumbnails anew from the records. It may run while
      pictures arrive, and goes on where it was cut short.

  intellicam notify test [--channel NAME] [--data DIR | --config FILE]
      Sends one message through every channel, or one. Ends with 0 if all of them took it.

  intellicam reconcile [--since 30d] [--dry-run] [--json] [--data DIR | --config FILE]
      Finds pictures that stopped halfway and lets them go on; --dry-run only tells. The pipeline does
      so every hour by itself.

  intellicam dlq ls | show [QUEUE] | redrive [QUEUE] | drop QUEUE [--id ID] [--yes] [--json]
                 [--data DIR | --config FILE]
      What was given up after five attempts: how much, of which pictures and why; redrive puts it back
      once the cause is mended. ls ends with 1 when there is something.

  intellicam trace PICTURE [--json] [--data DIR | --config FILE]
      A picture's way: uploaded, decided, filed, thumbnail, page, message; and the dead letters about it.
      PICTURE is an image id or a key.

  intellicam replay --from 7d [--to 2h] [--camera NAME] [--consumer NAME]… [--notify] [--json]
                    [--data DIR | --config FILE]
      Sends the events of recorded pictures again to whoever files and shows them; nobody is told
      unless you say --notify.

  On AWS, for the pipeline that intellicam.yaml describes and \`npx cdktf deploy\` made. Each takes
  --config FILE, another configuration, and --json, the answer as one line of JSON.

  intellicam doctor
      Looks for what keeps pictures from being labelled or people from being told.

  intellicam status
      What waits, what failed, who is told, when each camera last sent a picture, and who is silent.

  intellicam smoke [--camera NAME] [--picture FILE] [--timeout SECONDS]
      Sends a test picture through the pipeline and prints the time of each hop. It may ring.

  intellicam subscribe --email ADDRESS | --sms NUMBER [--camera NAME]… [--label NAME]…
      Tells one more person of alarms: of all, or of these cameras and labels only.

  intellicam camera add NAME [--access-key] [--valid-minutes 15…60]
      Prints the one command with which the camera's Pi signs in; or an access key.

  intellicam camera remove NAME
      Ends that: its certificates and access keys are deleted.

  intellicam gallery key
      Makes the key that signs links to the page; the next deployment puts the page on AWS.

  intellicam gallery link [--days N] [--day YYYY-MM-DD]
      Prints a link that opens the page. Whoever has it sees the pictures.

  intellicam gallery revoke
      Makes a new key: once it is deployed, all links of before have ended.

  intellicam camera list
      How each camera signs in, since when, and when it was last heard of.

  intellicam webhook secret NAME
      Reads a webhook's secret, unseen or from another program, and tells it to AWS.

  intellicam webhook forget NAME
      Takes a secret address back. Do it before the webhook or the pipeline is removed.
`;

const commands = new Set([...help.matchAll(/^ {2}intellicam (\w+)/gm)].map(([, name]) => name));

/** Runs one command; resolves with the process's exit code. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'local':
      return localCommand(args);
    case 'demo':
      return demoCommand(args);
    case 'rules':
      return (await import('./rules-command.ts')).rulesCommand(args, loadDeployed);
    case 'why':
      return (await import('./why-command.ts')).whyCommand(args, loadDeployed);
    case 'snooze':
    case 'arm':
    case 'disarm':
      return (await import('./snooze-command.ts')).snoozeCommand(command, args, loadDeployed);
    case 'report':
      return (await import('./report-command.ts')).reportCommand(args, loadDeployed);
    case 'download':
      return (await import('./download-command.ts')).downloadCommand(args, loadDeployed);
    case 'gallery':
      return args[0] === 'rebuild'
        ? (await import('./gallery-command.ts')).galleryCommand(args, loadDeployed)
        : (await onAws(() => import('./aws/gallery-command.ts'))).galleryCommand(args);
    case 'reconcile':
      return (await import('./reconcile-command.ts')).reconcileCommand(args, loadControls);
    case 'replay':
      return (await import('./replay-command.ts')).replayCommand(args, loadControls);
    case 'trace':
      return (await import('./trace-command.ts')).traceCommand(args, loadControls);
    case 'dlq':
      return (await import('./dlq-command.ts')).dlqCommand(args, loadControls);
    case 'profile':
      return (await import('./profile-command.ts')).profileCommand(args, loadDeployed);
    case 'notify':
      return (await import('./notify-command.ts')).notifyCommand(args, loadDeployed);
    case 'doctor':
      return (await onAws(() => import('./aws/doctor-command.ts'))).doctorCommand(args);
    case 'status':
      return (await onAws(() => import('./aws/status-command.ts'))).statusCommand(args);
    case 'smoke':
      return (await onAws(() => import('./aws/smoke-command.ts'))).smokeCommand(args);
    case 'subscribe':
      return (await onAws(() => import('./aws/subscribe-command.ts'))).subscribeCommand(args);
    case 'camera':
      return (await onAws(() => import('./aws/camera-command.ts'))).cameraCommand(args);
    case 'webhook':
      return (await onAws(() => import('./aws/webhook-command.ts'))).webhookCommand(args);
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help);
      return 0;
    default:
      throw new UsageError(
        command === undefined
          ? `name a command: ${[...commands].join(', ')} or help`
          : `unknown command ${command}: there are ${[...commands].join(', ')} and help`,
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

function loadDeployed() {
  return onAws(() => import('./rules/deployed-store.ts'));
}

function loadControls() {
  return onAws(() => import('./operate/deployed-controls.ts'));
}

outliveReaders();

// Node would end by itself, but not while a transaction is under way.
process.on('uncaughtException', endWithError);

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, endWithError);
