import { imageReference } from './image-reference';
import { podFile } from './pod-files';
import { cataloguedComponents, catalogueOf } from '../compatibility/catalogue';
import { components, type Component } from '../compatibility/components';
import type { Image } from '../compatibility/images';
import { versionOfTag } from '../compatibility/version';
import { keysOf } from '../kube/plain';
import { kubeObject } from '../testing/kube-object';
import type { Manifest } from '../testing/manifest';
import { podOf, runningTogether, type Container } from '../testing/pod';

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
  const { kind, namespace, name } = pod.object;
  const accepted = pod.template.at('metadata', 'annotations', ACCEPTED).text?.split(',') ?? [];
  return runningTogether(pod).flatMap((container) => {
    const image = container.field.at('image').text ?? '';
    const component = componentOf(image, container.name);
    if (component === undefined) return [];
    const version = versionOfTag(imageReference(image)?.tag ?? '');
    return [{
      component,
      reference: image,
      ...(version !== undefined && { version }),
      workload: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
      setting: settingsOf(component, version, container),
      file: (path: string) => podFile(manifests, pod, path),
      accepted,
    }];
  });
}

/** By the last part of the image's name, else by the container's, for images of somebody's own. */
function componentOf(image: string, container: string): Component | undefined {
  const name = imageReference(image)?.path.split('/').pop();
  return keysOf(components).find((each) => each !== 'toolbox' && each === name) ?? keysOf(components).find((each) => each !== 'toolbox' && each === container);
}

/** As the programs do: arguments count more than variables. */
function settingsOf(component: Component, version: string | undefined, { field }: Container): Program['setting'] {
  const args = [...field.at('command').items, ...field.at('args').items].map((arg) => String(arg.value));
  const env = new Map(field.at('env').items.map((each) => [each.at('name').text, each.at('value').text]));
  const catalogued = cataloguedComponents.find((each) => each === component);
  return (name) => {
    const flag = catalogued && catalogueOf(catalogued, version).flag(name);
    const names = [name, ...(flag ? [flag.name, ...flag.aliases] : [])];
    return argument(args, names) ?? flag?.env.map((variable) => env.get(variable)).find((value) => value !== undefined);
  };
}

function argument(args: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    const [, name, value] = /^--?([^=]+)(?:=([^]*))?$/.exec(arg) ?? [];
    if (name === undefined || !names.includes(name)) continue;
    const next = args[index + 1];
    return value ?? (next === undefined || next.startsWith('-') ? '' : next);
  }
  return undefined;
}
