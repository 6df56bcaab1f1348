import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Problems, setStrict } from '../errors';
import { defaultName } from '../kube';
import { checkMonitoring, type Monitoring } from '../monitoring';

/** Makes the parts of a chart and collects the problems of all of them. */
export class ChartParts {
  readonly problems: Problems;

  constructor(
    private readonly chart: Chart,
    strict: boolean | undefined,
  ) {
    if (strict !== undefined) setStrict(chart, strict);
    this.problems = new Problems(chart);
  }

  make<T>(make: () => T): T | undefined {
    return this.problems.attempt(make);
  }

  /** Hands the chart's monitoring to a part that says nothing of its own; a prop that is wrong is reported once, for the chart. */
  monitoring(given: Monitoring | undefined): <T extends { readonly monitoring?: Monitoring }>(part: T) => T {
    const sound = this.make(() => {
      const problems = new Problems(this.chart);
      checkMonitoring(problems, given);
      problems.settle();
      return given;
    });
    return (part) => ({ ...part, monitoring: part.monitoring ?? sound });
  }

  /** Makes a part that needs the network. When that is wrong the part is not made, but its own props are checked all the same. */
  part<N, T>(id: string, network: N | undefined, make: (network: N, id: string) => T, check: (problems: Problems, name: string) => void): T | undefined {
    if (network !== undefined) return this.make(() => make(network, id));
    const standIn = new Construct(this.chart, id);
    const problems = new Problems(standIn);
    check(problems, defaultName(standIn));
    this.problems.attempt(() => problems.settle());
    return undefined;
  }
}
