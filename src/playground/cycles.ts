/**
 * Circles in a graph, each as the nodes on the way round with the first one repeated at the end: `a, b, a`. No circle
 * is given twice; circles that share an edge may be given as one.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (node: string): void => {
    const at = way.indexOf(node);
    if (at >= 0) {
      cycles.push([...way.slice(at), node]);
      return;
    }
    if (done.has(node)) return;
    way.push(node);
    for (const next of new Set(edges.get(node))) visit(next);
    way.pop();
    done.add(node);
  };
  for (const node of edges.keys()) visit(node);
  return cycles;
}
