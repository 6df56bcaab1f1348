import type { Construct } from 'constructs';
import { ChartMaker } from './make-charts';
import type { FromResourcesOptions, ResourceText } from './options';
import { readResources } from './read-resources';
import { resolveReferences } from './references';
import type { ResourcesChart } from './resources-chart';
import { Problems } from '../errors';

/** What a text is called that was given without a name. */
const UNNAMED = 'yaml';

/**
 * Makes the constructs that resources of the planned operator stand for: `OptimismNetwork`, `OpNode`, `OpBatcher`,
 * `OpProposer` and `OpChallenger` of `optimism.io/v1alpha1`. What a resource does not say is the construct's default.
 * A field of which nothing can be made is the warning `FIELD_IGNORED`, with the reason.
 *
 * @param scope the app
 * @param source YAML or JSON text with any number of resources, or several texts with their names, which may refer to each other
 * @returns one chart for each namespace, in the order in which they first come up
 * @throws OpStackError with the problems of all resources together, each with its line and column: `yaml:12:5`, or the name
 * of the text instead of `yaml`
 * @example
 * const app = new App();
 * fromResources(app, readFileSync('rollup.yaml', 'utf8'));
 * app.synth();
 */
export function fromResources(scope: Construct, source: string | readonly ResourceText[], options: FromResourcesOptions = {}): readonly ResourcesChart[] {
  const problems = new Problems(scope);
  const { resources, complete } = readResources(problems, typeof source === 'string' ? [{ name: UNNAMED, text: source }] : source, options);
  // What a document that could not be read holds, others may refer to.
  if (!complete) problems.settle();
  const charts = new ChartMaker(scope, options, resolveReferences(resources)).make();
  problems.settle();
  return charts;
}
