import type { Construct } from 'constructs';
import { ChartMaker } from './make-charts';
import type { FromResourcesOptions, ResourceText } from './options';
import { readResources } from './read-resources';
import { resolveReferences } from './references';
import type { ResourcesChart } from './resources-chart';
import { Problems } from '../errors';

/** @see fromResources */
export function compile(scope: Construct, source: readonly ResourceText[], options: FromResourcesOptions): readonly ResourcesChart[] {
  const problems = new Problems(scope);
  const { resources, complete } = readResources(problems, source, options);
  // What a document that could not be read holds, others may refer to.
  if (!complete) problems.settle();
  const charts = new ChartMaker(scope, options, resolveReferences(resources)).make();
  problems.settle();
  return charts;
}
