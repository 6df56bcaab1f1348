/** Words of PromQL that these expressions may hold and that name neither a metric nor a label. */
const WORDS = new Set(['and', 'or', 'unless', 'on', 'ignoring', 'by', 'offset', 'sum', 'max', 'min', 'count', 'rate', 'increase', 'changes', 'predict_linear', 'histogram_quantile', 'absent', 'timestamp', 'time', 'vector', 'deriv']);

/** What an expression names: selectors with the labels that they match, and the labels in its clauses. Fails for a word that is none of those. */
export function namesIn(expr: string): { selectors: { metric: string; matched: string[] }[]; labels: string[] } {
  const plain = expr.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  const selectors: { metric: string; matched: string[] }[] = [];
  const labels: string[] = [];
  const rest = plain
    .replaceAll(/([a-zA-Z_:][\w:]*)\{([^}]*)\}/g, (_all, metric: string, inner: string) => {
      selectors.push({ metric, matched: inner.split(',').filter(Boolean).map((each) => each.split(/[=!]/)[0]!.trim()) });
      return '';
    })
    .replaceAll(/\b(by|on|ignoring)\s*\(([^)]*)\)/g, (_all, word: string, inner: string) => {
      labels.push(...inner.split(',').map((each) => each.trim()));
      return word;
    })
    .replaceAll(/\[[^\]]*\]|\b\d+(\.\d+)?(ms|[smhd])?\b/g, '');
  for (const [word] of rest.matchAll(/[a-zA-Z_]\w*/g)) if (!WORDS.has(word)) throw new Error(`"${word}" in ${expr} is neither a selector nor a word of PromQL`);
  return { selectors, labels };
}
