import type { LoadDeployedControls } from './operate/controls.ts';
import { findJourney } from './operate/find-journey.ts';
import { withControls } from './operate/open-controls.ts';
import { journeyAsJson, journeyText } from './operate/print-journey.ts';
import { parseArguments } from './rules/parse-arguments.ts';

const what = 'a picture: its id, its key in any folder, or the key of its record';

/** `intellicam trace`: a picture's way through the pipeline, hop by hop. */
export async function traceCommand(
  args: readonly string[],
  loadDeployed: LoadDeployedControls,
): Promise<number> {
  const given = parseArguments(args, { what, allowed: ['data', 'config'] });
  const { subject, json } = given;
  return withControls({ ...given, what: `trace ${subject}`, loadDeployed }, async (controls) => {
    const journey = await findJourney(controls, subject);
    const { hops, letters } = journey;
    const { name, timeZone } = controls.store;
    if (hops.length === 0 && letters.length === 0) {
      process.stderr.write(`intellicam: ${name} knows nothing of ${subject}\n`);
      return 1;
    }
    process.stdout.write(
      json ? `${JSON.stringify(journeyAsJson(journey))}\n` : journeyText(journey, timeZone),
    );
    return letters.length > 0 || hops.some(({ state }) => state === 'missing') ? 1 : 0;
  });
}
