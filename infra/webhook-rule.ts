import type { AlertKind, AlertRaised } from '../contracts/alert-event.ts';
import type { EventPattern } from '../contracts/event-pattern.ts';
import { eventSource } from '../contracts/image-event.ts';
import type { Severity } from '../contracts/severity.ts';

/** Of what a webhook is told; of everything where nothing is said. */
type WebhookFilters = {
  readonly kinds?: readonly AlertKind[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
  readonly cameras?: readonly string[] | undefined;
};

/** The pattern of a webhook's rule. */
export function webhookRule({ kinds, severities, cameras }: WebhookFilters) {
  const detail: EventPattern<AlertRaised> = {
    ...(kinds === undefined ? {} : { kind: kinds }),
    ...(severities === undefined ? {} : { severity: severities }),
    ...(cameras === undefined ? {} : { camera: cameras }),
  };
  return {
    source: [eventSource],
    'detail-type': ['AlertRaised'],
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
  };
}
