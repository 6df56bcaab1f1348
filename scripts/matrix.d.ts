export function render(data: Record<string, unknown>): string;
export function dataOf(load: (module: string) => Record<string, unknown>): Record<string, unknown>;
