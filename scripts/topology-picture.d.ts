export function withCharts(page: string, draw: (workload: string) => string): string;
