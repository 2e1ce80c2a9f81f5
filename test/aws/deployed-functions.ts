import {
  GetFunctionCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';

/** A function that listens to a queue, as it was deployed. */
export type DeployedFunction = {
  readonly name: string;
  readonly handler: string;
  readonly codeSha256: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Of the event source mapping. */
  readonly mappingId: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Without it, Lambda takes every returned batch for handled. */
  readonly reportsItemFailures: boolean;
};

/** Reads every event source mapping and its function back from AWS. */
export async function readDeployedFunctions(
  lambda: LambdaClient,
): Promise<readonly DeployedFunction[]> {
  const found: DeployedFunction[] = [];
  for await (const page of paginateListEventSourceMappings({ client: lambda }, {})) {
    for (const mapping of page.EventSourceMappings ?? []) {
      const { UUID: mappingId, FunctionArn, EventSourceArn: queueArn, BatchSize } = mapping;
      if (!mappingId || !queueArn || !FunctionArn) continue;
      const { Configuration } = await lambda.send(
        new GetFunctionCommand({ FunctionName: FunctionArn }),
      );
      found.push({
        name: Configuration?.FunctionName ?? '',
        handler: Configuration?.Handler ?? '',
        codeSha256: Configuration?.CodeSha256 ?? '',
        timeoutSeconds: Configuration?.Timeout ?? 3,
        memoryMb: Configuration?.MemorySize ?? 128,
        roleArn: Configuration?.Role ?? '',
        environment: Configuration?.Environment?.Variables ?? {},
        ...{ mappingId, queueArn },
        batchSize: BatchSize ?? 10,
        reportsItemFailures: (mapping.FunctionResponseTypes ?? []).includes(
          'ReportBatchItemFailures',
        ),
      });
    }
  }
  return found;
}
