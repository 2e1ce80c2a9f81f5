import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import type { LogFields, Logger } from '../logger.ts';

/** JSON lines for CloudWatch; an error is written with its stack and its causes. */
export function powertoolsLogger(consumer: string, stage: string): Logger {
  const logger = new PowertoolsLogger({
    serviceName: 'intellicam',
    logLevel: 'INFO',
    persistentKeys: { consumer, stage },
  });
  return {
    info: (message, fields) => logger.info(message, extra(fields)),
    warn: (message, fields) => logger.warn(message, extra(fields)),
    error: (message, fields) => logger.error(message, extra(fields)),
  };
}

// Powertools writes the enumerable fields of an error; those of an AggregateError are not.
function extra(fields: LogFields = {}): Record<string, unknown> {
  const { error } = fields;
  return error instanceof AggregateError ? { ...fields, errors: error.errors } : { ...fields };
}
