/** Log levels of clients that count them. */
export const VERBOSITY = { error: 1, warn: 2, info: 3, debug: 4, trace: 5 } as const;
