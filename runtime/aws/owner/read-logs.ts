import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import * as v from 'valibot';
import { askAbout } from './ask.ts';
import type { Deployment } from './deployment.ts';
import type { OwnerClients } from './owner-clients.ts';

/** What a function wrote of one attempt at a picture. */
export type LoggedWork = {
  readonly at: Date;
  readonly consumer: string;
  readonly attempt?: number | undefined;
  /** Undefined when it failed. */
  readonly outcome?: string | undefined;
  readonly error?: string | undefined;
};

type Question = {
  /** What the lines have to contain. */
  readonly imageId: string;
  readonly from: Date;
  readonly to: Date;
};

const LineSchema = v.object({
  attempt: v.optional(v.number()),
  outcome: v.optional(v.string()),
  error: v.optional(v.object({ message: v.string() })),
});

// Ten thousand lines; and an empty page is no end.
const mostPages = 10;

/** Reads what all functions wrote of a picture in a span of time, in its order. */
export async function readLogs(
  clients: Pick<OwnerClients, 'logs'>,
  { functionNames }: Pick<Deployment, 'functionNames'>,
  question: Question,
): Promise<readonly LoggedWork[]> {
  const found = await Promise.all(
    Object.entries(functionNames).map(([consumer, name]) =>
      readLog(clients, { ...question, consumer, logGroupName: `/aws/lambda/${name}` }),
    ),
  );
  return found.flat().toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

async function readLog(
  { logs }: Pick<OwnerClients, 'logs'>,
  log: Question & { readonly consumer: string; readonly logGroupName: string },
): Promise<readonly LoggedWork[]> {
  const { consumer, logGroupName, imageId, from, to } = log;
  const lines: LoggedWork[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const token = nextToken === undefined ? {} : { nextToken };
    const span = { startTime: from.getTime(), endTime: to.getTime() };
    const filter = { logGroupName, filterPattern: JSON.stringify(imageId), ...span, ...token };
    const answer = await askAbout('logs:FilterLogEvents', ['ResourceNotFoundException'], () =>
      logs.send(new FilterLogEventsCommand(filter)),
    );
    for (const { timestamp = 0, message = '' } of answer?.events ?? []) {
      const line = parseLine(message);
      if (line !== undefined) lines.push({ at: new Date(timestamp), consumer, ...line });
    }
    nextToken = answer?.nextToken;
    if (nextToken === undefined) break;
  }
  return lines;
}

// Lambda writes lines of its own; and handlers warn of pictures without an attempt.
function parseLine(message: string): Omit<LoggedWork, 'at' | 'consumer'> | undefined {
  const parsed = v.safeParse(LineSchema, jsonOf(message));
  if (!parsed.success || parsed.output.attempt === undefined) return undefined;
  const { attempt, outcome, error } = parsed.output;
  return { attempt, outcome, error: error?.message };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
