import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export type OutcomeMetrics = {
  /** Counts one unit of work by what came of it, e.g. `already-moved` as `AlreadyMoved`. */
  count(outcome: string): void;
  /** Writes what was counted, as one line of log that CloudWatch reads: no call is made. */
  flush(): void;
};

// Comes with every tick, for ever: its metric would cost more than all the looking.
const uncounted: readonly string[] = ['looked'];

/**
 * Counts outcomes in CloudWatch. The stage is the only dimension: every further one makes each
 * metric several, and they are paid by the piece.
 */
export function emfMetrics(stage: string): OutcomeMetrics {
  const metrics = new Metrics({ namespace: 'IntelliCam' });
  // Powertools would add its service as another dimension.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ stage });
  return {
    count: (outcome) => {
      if (uncounted.includes(outcome)) return;
      metrics.addMetric(metricName(outcome), MetricUnit.Count, 1);
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

function metricName(outcome: string): string {
  return outcome.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
