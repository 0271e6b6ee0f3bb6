/** A reason not to start, as one sentence for the operator; the shell prints it and ends with exit code 1. */
export class StartRefused extends Error {}
