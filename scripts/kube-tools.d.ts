/** Absolute path of helm, or `undefined` where it cannot be had. */
export function helm(): string | undefined;
/** Absolute path of kubectl, or `undefined` where it cannot be had. */
export function kubectl(): string | undefined;
