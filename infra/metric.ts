/** A CloudWatch metric, as alarms and dashboards name it. */
export type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

export function queueMetric(name: string, queueName: string): Metric {
  return { namespace: 'AWS/SQS', name, dimensions: { QueueName: queueName } };
}

export function functionMetric(name: string, functionName: string): Metric {
  return { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName } };
}

export function ruleMetric(name: string, busName: string, ruleName: string): Metric {
  return {
    namespace: 'AWS/Events',
    name,
    dimensions: { EventBusName: busName, RuleName: ruleName },
  };
}

/** A rule of the account's default bus is counted without the bus. */
export function scheduleMetric(name: string, ruleName: string): Metric {
  return { namespace: 'AWS/Events', name, dimensions: { RuleName: ruleName } };
}

/** Rekognition counts by account and region, whoever calls. */
export const labelledPictures: Metric = {
  namespace: 'AWS/Rekognition',
  name: 'SuccessfulRequestCount',
  dimensions: { Operation: 'DetectLabels' },
};

/** What the consumers say of their work: each outcome is counted under its own name. */
export function outcomeMetric(name: string, stage: string): Metric {
  return { namespace: 'IntelliCam', name, dimensions: { stage } };
}
