import { readFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { nameFromHere, problemText } from '../runtime/read-yaml.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { type CheckedFile, checkRulesFile } from './rules/check-rules-file.ts';
import { openStore } from './rules/open-store.ts';
import { parseArguments } from './rules/parse-arguments.ts';
import { parseSince } from './rules/parse-since.ts';
import { simulationText } from './rules/print-simulation.ts';
import { pushRules } from './rules/push-rules.ts';
import { readRecords } from './rules/read-records.ts';
import type { LoadDeployed } from './rules/rules-store.ts';
import { rulesWithList } from './rules/rules-with-list.ts';
import { simulate } from './rules/simulate.ts';
import { strangersIn } from './rules/strangers-in.ts';

const what = 'a file of rules, such as alarms.yaml or reko_alarms.csv';

/**
 * `intellicam rules`: checks a file of rules, tries it on recorded pictures, puts it in force. Ends with
 * 0 for a good file, 1 for a bad one and 2 when it could not be checked.
 */
export async function rulesCommand(
  [verb, ...args]: readonly string[],
  loadDeployed: LoadDeployed,
): Promise<number> {
  switch (verb) {
    case 'check':
      return check(args, loadDeployed);
    case 'push':
      return push(args, loadDeployed);
    case 'simulate':
      return simulateRules(args, loadDeployed);
    default:
      throw new UsageError('say what to do with rules: check, push or simulate');
  }
}

async function check(args: readonly string[], loadDeployed: LoadDeployed): Promise<number> {
  const given = parseArguments(args, { what, allowed: ['data', 'config'] });
  const { subject, json } = given;
  const { checked } = await readChecked(subject);
  // Who is known depends on the pipeline; without one, every name may be right.
  const isFor = given.data !== undefined || given.config !== undefined;
  for (const remark of isFor ? await strangersAt(given, { checked, loadDeployed }) : [])
    warn(remark);
  const isGood = checked.problems.length === 0;
  if (json) {
    const { problems, warnings, rules } = checked;
    const line = {
      file: subject,
      good: isGood,
      rules: rules?.rules.length ?? 0,
      problems,
      warnings,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return isGood ? 0 : 1;
  }
  tell(subject, checked, process.stdout);
  if (isGood) {
    const count = checked.rules?.rules.length ?? 0;
    process.stdout.write(
      `${nameFromHere(subject)} is good: ${count} ${count === 1 ? 'rule' : 'rules'}\n`,
    );
  }
  return isGood ? 0 : 1;
}

type Checking = { readonly checked: CheckedFile; readonly loadDeployed: LoadDeployed };

async function strangersAt(
  given: ReturnType<typeof parseArguments>,
  { checked, loadDeployed }: Checking,
): Promise<readonly string[]> {
  const store = await openStore(given, loadDeployed);
  try {
    return strangersIn(checked.rules, await store.people());
  } finally {
    await store.close();
  }
}

async function push(args: readonly string[], loadDeployed: LoadDeployed): Promise<number> {
  const given = parseArguments(args, { what, allowed: ['data', 'config'] });
  const { checked, bytes } = await readChecked(given.subject);
  tell(given.subject, checked, process.stderr);
  if (checked.problems.length > 0) return 1;
  const store = await openStore(given, loadDeployed);
  try {
    return await store.orOneSentence(`push ${given.subject}`, async () => {
      const { etag, remarks } = await pushRules(store, { checked, bytes });
      for (const remark of remarks) warn(remark);
      const place = `${store.name}/${checked.key}`;
      process.stdout.write(
        given.json
          ? `${JSON.stringify({ place, etag, remarks })}\n`
          : `${place} is ${nameFromHere(given.subject)} now; it counts within a minute\n`,
      );
      return 0;
    });
  } finally {
    await store.close();
  }
}

async function simulateRules(args: readonly string[], loadDeployed: LoadDeployed): Promise<number> {
  const given = parseArguments(args, { what, allowed: ['since', 'data', 'config'] });
  const until = new Date();
  const since = parseSince(given.since ?? '7d', until);
  const { checked } = await readChecked(given.subject);
  tell(given.subject, checked, process.stderr);
  if (checked.problems.length > 0 || checked.rules === undefined) return 1;
  const { rules, withList } = checked;
  const store = await openStore(given, loadDeployed);
  const { timeZone } = store;
  try {
    return await store.orOneSentence(`simulate ${given.subject}`, async () => {
      const all = withList ? await rulesWithList(store, rules) : rules;
      const simulation = await simulate(readRecords(store, { since, until }), {
        rules: all,
        timeZone,
      });
      process.stdout.write(
        given.json
          ? `${JSON.stringify({ since: since.toISOString(), ...simulation })}\n`
          : simulationText(simulation, { since, timeZone }),
      );
      return 0;
    });
  } finally {
    await store.close();
  }
}

async function readChecked(file: string) {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${String(error)}`, { cause: error });
  });
  return { bytes, checked: checkRulesFile(file, new TextDecoder().decode(bytes)) };
}

function tell(file: string, { problems, warnings }: CheckedFile, to: NodeJS.WriteStream): void {
  const name = nameFromHere(file);
  for (const problem of problems) to.write(`${problemText(name, problem)}\n`);
  for (const warning of warnings) to.write(`${problemText(name, warning)} (warning)\n`);
}

function warn(text: string): void {
  const mark = styleText('yellow', 'warning', { stream: process.stderr });
  process.stderr.write(`${mark}: ${text}\n`);
}
