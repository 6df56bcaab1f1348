/** Absolute path of helm, or `undefined` where it cannot be had. */
export function helm(): string | undefined;
/** Where PATH has the program. */
export function onPath(name: string): string | undefined;
/** Absolute path of kubectl, or `undefined` where it cannot be had. */
export function kubectl(): string | undefined;
