/** Where the installed program keeps its things; systemd says so to the service it starts. */
export const stateFolder = process.env.STATE_DIRECTORY ?? '/var/lib/intellicam';
export const statusPath = `${process.env.RUNTIME_DIRECTORY ?? '/run/intellicam'}/status.json`;
