import type { PlaygroundMode } from './deployment-props';
import { readResource } from './read-resource';
import { optionsOf } from './spec-to-options';
import { Problems } from '../../errors';
import type { BuilderPlaygroundProps } from '../pod';

/** What to read a resource with. */
export interface ReadDeploymentOptions {
  /**
   * The folder that builder-playground wrote, whose files are packed.
   *
   * @default none: the cluster has to have the files where the resource says, or where the first draft has them with
   * `local-path`: in the folder of the node
   */
  readonly output?: string;
}

/** What a resource says, ready for the constructs. */
export interface PlaygroundDeployment {
  /** The construct that the resource asks for: `BuilderPlaygroundPod`, or `BuilderPlaygroundWorkloads`. */
  readonly mode: PlaygroundMode;
  /** The recipe. @default unknown */
  readonly recipe?: string;
  /** The props of either construct. */
  readonly props: BuilderPlaygroundProps;
}

/**
 * Reads a `BuilderPlaygroundDeployment`: the resource that the construct of that name makes, one that a person wrote, or
 * one of the form that was first drafted for builder-playground, with its templates of three arguments and `{{.Dir}}`.
 *
 * @param source YAML or JSON text with one such resource, among others or alone, or the object that it was parsed to
 * @throws OpStackError with every problem of the resource, with fields and lines
 * @example
 * const { props } = readPlaygroundDeployment(readFileSync('k8s-manifest.yaml', 'utf8'), { output: 'playground-out' });
 * new BuilderPlaygroundPod(chart, 'playground', props);
 */
export function readPlaygroundDeployment(source: string | object, { output }: ReadDeploymentOptions = {}): PlaygroundDeployment {
  const problems = new Problems();
  const contents = readResource(problems, source, output);
  problems.settle();
  if (!contents) throw new Error('a resource that could not be read gave no problem');
  const { name, playground, spec } = contents;
  const { mode = 'pod', recipe } = spec;
  return { mode, recipe, props: { ...optionsOf(spec, output !== undefined), name, output: playground } };
}
