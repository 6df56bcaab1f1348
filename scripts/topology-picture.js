// Draws who talks to whom in the example testnet: the picture docs/images/topology.svg, and the flowcharts in docs/concepts.md below their marks.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** A mark such as `<!-- explain acme-batcher -->`, and the flowchart of that workload below it. */
const CHARTS = /(<!-- explain ([\w-]+) -->\n+```mermaid\n)[^]*?(```\n)/g;

/** A page with its flowcharts drawn anew by `draw`, from the name of a workload. */
const withCharts = (page, draw) => page.replaceAll(CHARTS, (_, head, workload, end) => `${head}${draw(workload)}${end}`);

module.exports = { withCharts };
if (require.main === module) {
  const root = join(__dirname, '..');
  process.chdir(root);
  const { App } = require('cdk8s');
  const { testnet } = require(join(root, 'dist', 'examples', 'testnet', 'main'));
  const { graphOf } = require(join(root, 'dist', 'src', 'inspect', 'graph', 'build'));
  const { mermaidOf } = require(join(root, 'dist', 'src', 'inspect', 'graph', 'mermaid'));
  const { neighbourhood } = require(join(root, 'dist', 'src', 'inspect', 'graph', 'neighbourhood'));
  const { svgOf } = require(join(root, 'dist', 'src', 'inspect', 'graph', 'svg'));
  const graph = graphOf(testnet(new App()).toJson());
  const page = join(root, 'docs', 'concepts.md');
  writeFileSync(join(root, 'docs', 'images', 'topology.svg'), svgOf(graph));
  writeFileSync(page, withCharts(readFileSync(page, 'utf8'), (workload) => mermaidOf(neighbourhood(graph, { workload }))));
}
