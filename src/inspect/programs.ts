import { flagIn, valueAfter } from './arguments';
import { componentNamed, runOf, type Run } from './container-run';
import { podFile } from './pod-files';
import { cataloguedComponents, catalogueOf } from '../compatibility/catalogue';
import type { Component } from '../compatibility/components';
import type { Image } from '../compatibility/images';
import { kubeObject } from '../testing/kube-object';
import type { Manifest } from '../testing/manifest';
import { objectTitle } from '../testing/object-title';
import { podOf, runningTogether } from '../testing/pod';

/** A program of the OP Stack as some manifests run it, or as somebody says that it runs. */
export interface Program extends Image {
  /** Kind, namespace and name of its workload; empty for a program that is in no manifest. */
  readonly workload: string;
  /** What a flag is set to, by argument or by variable; an empty text for a bare switch. */
  readonly setting: (flag: string) => string | undefined;
  /** Text of a file that it reads, where the manifests hold it. */
  readonly file: (path: string) => string | undefined;
  /** Codes of findings that were accepted when it was synthesized. */
  readonly accepted: readonly string[];
}

const ACCEPTED = 'cdk8s-op-stack/accepted-risks';

/** The programs that a workload's containers run for as long as the pod does. */
export function programsOf(manifest: Manifest, manifests: readonly Manifest[]): readonly Program[] {
  const pod = podOf(kubeObject(manifest));
  if (!pod) return [];
  const accepted = pod.template.at('metadata', 'annotations', ACCEPTED).text?.split(',') ?? [];
  return runningTogether(pod).flatMap((container) => {
    const run = runOf(container);
    const { image, version } = run;
    // By the container's name for images of somebody's own.
    const component = componentNamed(run.imageName) ?? componentNamed(container.name);
    if (component === undefined) return [];
    return [{
      component,
      reference: image,
      ...(version !== undefined && { version }),
      workload: objectTitle(pod.object),
      setting: settingsOf(component, run),
      file: (path: string) => podFile(manifests, pod, path),
      accepted,
    }];
  });
}

/** As the programs do: arguments count more than variables. */
function settingsOf(component: Component, { version, line, variables }: Run): Program['setting'] {
  const catalogued = cataloguedComponents.find((each) => each === component);
  return (name) => {
    const flag = catalogued && catalogueOf(catalogued, version).flag(name);
    const names = [name, ...(flag ? [flag.name, ...flag.aliases] : [])];
    return argument(line, names) ?? flag?.env.map((variable) => variables.get(variable)?.at('value').text).find((value) => value !== undefined);
  };
}

function argument(line: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, word] of line.entries()) {
    const flag = flagIn(word);
    if (flag && names.includes(flag.name)) return flag.value ?? valueAfter(line, index) ?? '';
  }
  return undefined;
}
