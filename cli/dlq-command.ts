import { createInterface } from 'node:readline/promises';
import { NoWayBackError } from '../runtime/dead-letters.ts';
import { parseWords } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import type { Controls, LoadDeployedControls } from './operate/controls.ts';
import { withControls } from './operate/open-controls.ts';
import { letterAsJson, letterText, queueTable } from './operate/print-dead-letters.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';

const options = {
  id: { type: 'string' },
  yes: { type: 'boolean', default: false },
  ...pipelineOptions,
} as const;

const verbs = ['ls', 'show', 'redrive', 'drop'] as const;
const mostShown = 100;

type Request = {
  readonly queue: string | undefined;
  readonly id: string | undefined;
  readonly yes: boolean;
  readonly json: boolean;
};

/** `intellicam dlq`: what was given up, and what becomes of it. */
export async function dlqCommand(
  args: readonly string[],
  loadDeployed: LoadDeployedControls,
): Promise<number> {
  const { values, positionals } = parseWords(args, options);
  const [word, queue, ...others] = positionals;
  const verb = verbs.find((known) => known === word);
  if (verb === undefined || others.length > 0) {
    throw new UsageError('say what to do with dead letters: ls, show, redrive or drop [QUEUE]');
  }
  const request = { queue, id: values.id, yes: values.yes, json: values.json };
  if (verb === 'drop' && queue === undefined) throw new UsageError('name the queue to drop from');
  return withControls({ ...values, what: `${verb} dead letters`, loadDeployed }, (controls) =>
    verb === 'ls' ? list(controls, request) : act(controls, verb, request),
  );
}

/** 1 when something was given up, so that a script can ask. */
async function list({ deadLetters, store }: Controls, { json }: Request): Promise<number> {
  const counts = await deadLetters.counts();
  process.stdout.write(
    json
      ? `${JSON.stringify({ place: store.name, queues: counts })}\n`
      : queueTable(counts, new Date()),
  );
  return counts.some(({ count }) => count > 0) ? 1 : 0;
}

async function act(
  controls: Controls,
  verb: 'show' | 'redrive' | 'drop',
  request: Request,
): Promise<number> {
  const queues = await queuesOf(controls, request.queue);
  switch (verb) {
    case 'show':
      return show(controls, queues, request);
    case 'drop':
      if (!(await isSure(queues, request))) return 1;
      return change(controls, queues, { ...request, done: 'dropped', run: 'drop' });
    case 'redrive':
      return change(controls, queues, { ...request, done: 'put back', run: 'redrive' }).catch(
        (error: unknown) => {
          if (!(error instanceof NoWayBackError)) throw error;
          process.stderr.write(`intellicam: ${error.message}\n`);
          return 1;
        },
      );
  }
}

/** The one that was named; else all that hold something. */
async function queuesOf(
  { deadLetters }: Controls,
  named: string | undefined,
): Promise<readonly string[]> {
  const counts = await deadLetters.counts();
  if (named === undefined) return counts.flatMap(({ queue, count }) => (count > 0 ? queue : []));
  if (counts.some(({ queue }) => queue === named)) return [named];
  const known = counts.map(({ queue }) => queue).join(', ');
  throw new UsageError(`there are no dead letters of ${named}: there are those of ${known}`);
}

async function show(
  { deadLetters, store }: Controls,
  queues: readonly string[],
  { id, json }: Request,
): Promise<number> {
  let shown = 0;
  for (const queue of queues) {
    const letters = await deadLetters.read(queue, mostShown);
    for (const letter of letters.filter((one) => id === undefined || one.id === id)) {
      shown += 1;
      process.stdout.write(
        json
          ? `${JSON.stringify(letterAsJson(queue, letter))}\n`
          : letterText(queue, letter, store.timeZone),
      );
    }
  }
  if (shown > 0) return 0;
  process.stderr.write(
    `intellicam: ${id === undefined ? 'there are no dead letters' : `there is no dead letter ${id}`}\n`,
  );
  return id === undefined ? 0 : 1;
}

type Change = Request & { readonly done: string; readonly run: 'redrive' | 'drop' };

async function change(
  { deadLetters, store }: Controls,
  queues: readonly string[],
  { id, json, done, run }: Change,
): Promise<number> {
  const changed: Record<string, number> = {};
  // A webhook's have no way back: of all queues they are left where they are.
  const concerned = queues.filter((queue) => queues.length === 1 || !queue.startsWith('webhook-'));
  for (const queue of concerned) changed[queue] = await deadLetters[run](queue, id);
  const sum = Object.values(changed).reduce((all, count) => all + count, 0);
  const each = Object.entries(changed).map(([queue, count]) => `${queue} ${count}`);
  process.stdout.write(
    json
      ? `${JSON.stringify({ place: store.name, [run]: changed })}\n`
      : `${store.name}: ${sum} ${done}${each.length > 0 ? `: ${each.join(', ')}` : ''}\n`,
  );
  return id !== undefined && sum === 0 ? 1 : 0;
}

async function isSure(queues: readonly string[], { id, yes }: Request): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) throw new UsageError('what is dropped is gone for ever: say --yes');
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  const what = id ?? `all dead letters of ${queues.join(', ')}`;
  const answer = await ask.question(`Drop ${what} for ever? yes or no: `);
  ask.close();
  return answer.trim().toLowerCase() === 'yes';
}
