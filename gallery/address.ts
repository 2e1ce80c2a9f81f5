/** What the page shows: everything, or one of the three outcomes. */
export const outcomeFilters = ['all', 'alarm', 'quiet', 'rejected'] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];

/** What a link to the gallery says; an undefined day is the newest, whichever that is by then. */
export type Address = {
  readonly day: string | undefined;
  readonly camera: string | undefined;
  readonly outcome: OutcomeFilter;
  readonly image: string | undefined;
};

/** Reads the part of the URL behind `#`; whatever it does not understand counts as not said. */
export function parseAddress(hash: string): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const day = said.get('day') ?? '';
  return {
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined,
    camera: said.get('camera') || undefined,
    outcome: outcomeFilters.find((outcome) => outcome === said.get('outcome')) ?? 'all',
    image: said.get('image') || undefined,
  };
}

/** The part of the URL behind and with `#`; empty parts are left out. */
export function formatAddress({ day, camera, outcome, image }: Address): string {
  const parts = { day, camera, outcome: outcome === 'all' ? undefined : outcome, image };
  const said = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `#${new URLSearchParams(said)}`;
}
