import { ApiObject, Chart } from 'cdk8s';

/**
 * A chart that cdk8s need not look at the rest of the app for. For each chart of an app cdk8s validates and orders the
 * whole app again, which makes a fleet's synth quadratic; a chart without dependencies is printed from itself alone.
 */
export abstract class IndependentChart extends Chart {
  /**
   * The chart's objects in the order in which they were made, after its own validations.
   *
   * @throws Error with the messages of all validations that failed
   */
  override toJson(): ReturnType<Chart['toJson']> {
    const own = this.node.findAll();
    if (own.some(({ node }) => node.dependencies.length > 0)) return super.toJson();
    const errors = own.flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
    if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    return own.filter((each) => ApiObject.isApiObject(each)).filter((object) => Chart.of(object) === this).map((object) => ApiObject.of(object).toJson());
  }
}
