import type { Chart } from 'cdk8s';
import { Problems, setStrict } from '../errors';

/**
 * Makes the parts of a chart and collects the problems of all of them. A part whose wiring failed is not made, but its
 * own props are checked all the same.
 */
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

  wire<W, T>(wired: W | undefined, make: (wired: W) => T, check: (problems: Problems) => void): T | undefined {
    if (wired !== undefined) return this.make(() => make(wired));
    check(this.problems);
    return undefined;
  }

  optional<P extends { readonly name?: string }, W, T>(
    props: P | undefined,
    wired: W | undefined,
    id: string,
    make: (props: P, wired: W, id: string) => T,
    check: (props: P, problems: Problems, name: string) => void,
  ): T | undefined {
    if (props === undefined) return undefined;
    return this.wire(wired, (ready) => make(props, ready, id), (problems) => check(props, problems, props.name ?? `${this.chart.node.id}-${id}`));
  }
}
