/** A consumer's own part of the store; as a grant it gives right to nobody else's. */
export type ConsumerPlace = `consumers/${string}`;

export function isConsumerPlace(place: string): place is ConsumerPlace {
  return place.startsWith('consumers/');
}

export function consumerStatePrefix(place: ConsumerPlace): string {
  return `state/${place}/`;
}

/** Where a consumer keeps what nobody else needs to know. */
export function consumerStateKey(consumer: string, file: string): string {
  return consumerStatePrefix(`consumers/${consumer}`) + file;
}
