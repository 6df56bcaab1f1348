import { checkTemplates } from './check-templates';
import { resolveDependencies } from './dependencies';
import { findManifest } from './find-manifest';
import { readGenesisTime } from './genesis-time';
import { GoObject } from './go-object';
import type { Playground, PlaygroundBootnode, PlaygroundService } from './model';
import { checkNames } from './names';
import { readArtifacts } from './read-artifacts';
import { readService } from './read-service';
import { readSlotSeconds } from './slot-seconds';
import { Problems } from '../errors';
import { parseObject } from '../network/json';

/**
 * Reads the output folder of builder-playground, whichever release from v0.2.0 on wrote it.
 *
 * @param dir what the tool was given as `--output`; relative to the working directory
 * @throws OpStackError with every problem of the folder, if there is one
 * @example
 * const { services } = readPlayground('playground-out');
 */
export function readPlayground(dir: string): Playground {
  const problems = new Problems();
  const playground = readInto(problems, dir);
  problems.settle();
  if (!playground) throw new Error('a folder that gave no playground gave no problem either');
  return playground;
}

/** The same for a construct that reports all its problems at once; undefined when there is nothing to go on with. @internal */
export function readInto(problems: Problems, dir: string, prop = 'dir'): Playground | undefined {
  const found = findManifest(problems, dir, prop);
  const json = found && parseObject(problems, 'manifest.json', found.text);
  if (!json) return undefined;
  const manifest = new GoObject(problems, '', json);
  const services = readServices(manifest, Object.keys(json));
  const bootnode = readBootnode(manifest);
  checkTemplates(problems, services, bootnode);
  return {
    dir: found.dir,
    sessionId: manifest.string('session_id') || undefined,
    services,
    bootnode,
    setup: manifest.strings('setup'),
    artifacts: readArtifacts(problems, found.dir, services),
    genesisTime: readGenesisTime(problems, found.dir),
    slotSeconds: readSlotSeconds(problems, found.dir),
  };
}

function readServices(manifest: GoObject, keys: readonly string[]): readonly PlaygroundService[] {
  const { problems } = manifest;
  if (!manifest.has('services')) {
    const what = keys.length === 0 ? 'it is empty' : `its keys are ${keys.slice(0, 8).join(', ')}`;
    problems.error('NO_SERVICES', 'services', `manifest.json names no services; ${what}`, 'Give the folder that "builder-playground start <recipe> --dry-run --output <folder>" wrote');
    return [];
  }
  const objects = manifest.objects('services');
  if (objects.length === 0 && isEmptyList(manifest.value('services'))) {
    problems.error('NO_SERVICES', 'services', 'the list of services is empty', 'Choose a recipe that starts something');
  }
  // Messages name a service by its name; one without a name, or with that of another, by its place.
  const seen = new Set<string>();
  const services = objects.map((object) => {
    const name = typeof object.value('name') === 'string' ? String(object.value('name')) : '';
    const unique = name !== '' && !seen.has(name);
    seen.add(name);
    return readService(unique ? object.renamed(`services.${name}`) : object);
  });
  checkNames(problems, services);
  return resolveDependencies(problems, services);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function readBootnode(manifest: GoObject): PlaygroundBootnode | undefined {
  const bootnode = manifest.object('bootnode');
  return bootnode && { service: bootnode.string('Service'), id: bootnode.string('ID') };
}
