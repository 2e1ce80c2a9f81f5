/** What the page shows: everything, or one of the three outcomes. */
export const outcomeFilters = ['all', 'alarm', 'quiet', 'rejected'] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];

/** The page's views; `day` is where it begins. */
export const views = [
  'day',
  'calendar',
  'review',
  'audit',
  'quiet',
  'statistics',
  'cameras',
] as const;
export type View = (typeof views)[number];

const judgedFilters = ['yes', 'no'] as const;

/** Hours of the day (`00`–`23`), both included. */
export type Hours = { readonly from: string; readonly to: string };

/** What of a day is shown. */
export type Filter = {
  readonly camera: string | undefined;
  readonly outcome: OutcomeFilter;
  readonly label: string | undefined;
  readonly hours: Hours | undefined;
  /** The least confidence in percent. */
  readonly sure: number | undefined;
  readonly judged: (typeof judgedFilters)[number] | undefined;
};

/** What a link to the gallery says; an undefined day is the newest, whichever that is by then. */
export type Address = Filter & {
  readonly view: View;
  readonly day: string | undefined;
  readonly image: string | undefined;
};

/** A filter that lets everything through. */
export const noFilter: Filter = {
  camera: undefined,
  outcome: 'all',
  label: undefined,
  hours: undefined,
  sure: undefined,
  judged: undefined,
};

/** Reads the part of the URL behind `#`; whatever it does not understand counts as not said. */
export function parseAddress(hash: string): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const day = said.get('day') ?? '';
  return {
    view: oneOf(views, said.get('view')) ?? 'day',
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined,
    camera: said.get('camera') || undefined,
    outcome: oneOf(outcomeFilters, said.get('outcome')) ?? 'all',
    label: said.get('label') || undefined,
    hours: parseHours(said.get('hours') ?? ''),
    sure: parseSure(said.get('sure') ?? ''),
    judged: oneOf(judgedFilters, said.get('judged')),
    image: said.get('image') || undefined,
  };
}

/** The part of the URL behind and with `#`; empty parts are left out. */
export function formatAddress(address: Address): string {
  const { view, day, camera, outcome, label, hours, sure, judged, image } = address;
  const parts = {
    view: view === 'day' ? undefined : view,
    day,
    camera,
    outcome: outcome === 'all' ? undefined : outcome,
    label,
    hours: hours === undefined ? undefined : `${hours.from}-${hours.to}`,
    sure: sure === undefined ? undefined : String(sure),
    judged,
    image,
  };
  const said = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `#${new URLSearchParams(Object.fromEntries(said))}`;
}

function oneOf<T extends string>(choices: readonly T[], said: string | null): T | undefined {
  return choices.find((choice) => choice === said);
}

function parseHours(text: string): Hours | undefined {
  const [, from = '', to = ''] = /^([01]\d|2[0-3])-([01]\d|2[0-3])$/.exec(text) ?? [];
  return from === '' || from > to ? undefined : { from, to };
}

function parseSure(text: string): number | undefined {
  const sure = Number(text);
  return /^\d{1,3}$/.test(text) && sure > 0 && sure <= 100 ? sure : undefined;
}
