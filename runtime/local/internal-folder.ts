/** The folder below the data folder that holds what a person need not see: queues, locks, metadata. */
export const internalFolder = '.intellicam';
