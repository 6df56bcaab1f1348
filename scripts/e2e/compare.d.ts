export function amount(text: unknown): number;
export function differences(sent: unknown, live: unknown): readonly string[];
export function objectDifferences(sent: object, live: object): readonly string[];
export function settled(live: object, sent: object): Record<string, unknown>;
