// Makes an example of a docstring whole, so that it can be copied, and be compiled.
'use strict';

/** What examples speak of without making it. */
const USUAL = {
  app: 'App', chart: 'Chart', network: 'OptimismNetworkConstruct', sequencer: 'OpNodeConstruct', replica: 'OpNodeConstruct', props: 'OpStackChartProps',
};
const OTHERS = { App: 'cdk8s', Chart: 'cdk8s', Size: 'cdk8s', Duration: 'cdk8s', Testing: 'cdk8s', readFileSync: 'node:fs' };

/** A fenced block: imports, what is given, and the example. */
function example(text, exported) {
  const body = text.replaceAll(/^```\w*\n|\n```$/g, '').trim();
  const uses = (name) => new RegExp(`(?<![\\w.'"])${name}(?![\\w'":])`).test(body);
  const given = Object.entries(USUAL).filter(([name]) => uses(name) && !new RegExp(`const (?:\\{[^}]*)?\\b${name}\\b`).test(body));
  const wanted = new Map();
  for (const [name, module] of [...Object.entries(OTHERS), ...exported]) {
    if (uses(name) || given.some(([, type]) => type === name)) wanted.set(module, [...(wanted.get(module) ?? []), name]);
  }
  const imports = [...wanted].map(([module, names]) => `import { ${names.toSorted().join(', ')} } from '${module}';`).toSorted((a, b) => order(a) - order(b));
  const whole = /\bawait\b/.test(body) ? `export async function main(): Promise<void> {\n${body.replaceAll(/^(?=.)/gm, '  ')}\n}` : body;
  return ['```ts', ...imports, ...(imports.length > 0 ? [''] : []), ...given.map(([name, type]) => `declare const ${name}: ${type};`), ...(given.length > 0 ? [''] : []), whole, '```', ''].join('\n');
}

const order = (line) => ["'node:", "'cdk8s'", "'cdk8s-op-stack'"].findIndex((part) => line.includes(part)) >>> 0;

module.exports = { example };
