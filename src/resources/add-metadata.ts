import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ignored } from './fields/readers';
import type { Resource } from './resource';
import type { ResourcesChart } from './resources-chart';

/** Puts the labels and annotations of a resource on the objects that it became, but not on pods, which a change of them would replace. */
export function addMetadata(made: Construct, chart: ResourcesChart, { labels, annotations, problems }: Resource): void {
  const objects = made.node.findAll().filter((each) => ApiObject.isApiObject(each));
  for (const { metadata } of objects) {
    for (const [name, value] of Object.entries(labels)) {
      const there = metadata.getLabel(name);
      // Those of all objects are the app's, and the resource knows better; those of one are what selectors and people go by.
      if (there === undefined || there === chart.labels[name]) metadata.addLabel(name, value);
      else if (there !== value) ignored(problems, `metadata.labels.${name}`, 'objects have a label of that name');
    }
    for (const [name, value] of Object.entries(annotations)) metadata.addAnnotation(name, value);
  }
}
