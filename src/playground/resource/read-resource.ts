import { realpathSync } from 'node:fs';
import { checkSchema } from './check-schema';
import { SPEC_SCHEMA } from './definition';
import { readDocument } from './document';
import { LocatedProblems } from './located-problems';
import { manifestService } from './manifest-service';
import { withOutputFiles } from './output-files';
import type { OptionFields } from './spec-to-options';
import { checkTemplates } from '../check-templates';
import { resolveDependencies } from '../dependencies';
import { errorCode } from '../error-code';
import { readGenesisTime } from '../genesis-time';
import { GoObject } from '../go-object';
import type { Playground, PlaygroundService } from '../model';
import { checkNames } from '../names';
import { readArtifacts } from '../read-artifacts';
import { readService } from '../read-service';
import { readSlotSeconds } from '../slot-seconds';
import type { Problems } from '../../errors';
import { isPlainObject } from '../../kube';

/** What a resource says. */
export interface ResourceContents {
  /** `metadata.name`. @default none */
  readonly name?: string;
  readonly playground: Playground;
  readonly spec: OptionFields;
}

/**
 * Reads a resource into the model that an output folder is read into; reports all that is wrong with it, with fields and
 * lines.
 *
 * @param output the output folder; without it, the cluster has to have the files already
 */
export function readResource(problems: Problems, source: string | object, output: string | undefined): ResourceContents | undefined {
  const document = readDocument(problems, source);
  if (!document) return undefined;
  const located = new LocatedProblems(problems, document);
  const value = document.value.spec ?? {};
  if (!checkSchema(located, SPEC_SCHEMA, 'spec', value) || !isPlainObject(value)) return undefined;
  const spec = new GoObject(located, 'spec', value);
  const services = readServices(located, spec);
  const bootnode = spec.object('bootnode');
  const playground = {
    sessionId: spec.string('sessionId') || undefined,
    services,
    bootnode: bootnode && { service: bootnode.string('service'), id: bootnode.string('id') },
    setup: spec.strings('setup'),
  };
  checkTemplates(located, services, playground.bootnode);
  const { metadata } = document.value;
  return {
    name: isPlainObject(metadata) && typeof metadata.name === 'string' ? metadata.name : undefined,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has found it sound
    spec: value as unknown as OptionFields,
    playground: { ...playground, ...(output === undefined ? { dir: '', artifacts: [], genesisTime: spec.integer('genesisTime') || undefined } : filesOfFolder(located, output, services)) },
  };
}

function readServices(problems: Problems, spec: GoObject): readonly PlaygroundService[] {
  const services = spec.objects('services').map((service) => readService(new GoObject(problems, `services.${service.string('name')}`, manifestService(service))));
  checkNames(problems, services);
  return resolveDependencies(problems, services);
}

type Files = Pick<Playground, 'dir' | 'artifacts' | 'genesisTime' | 'slotSeconds'>;

function filesOfFolder(problems: Problems, output: string, services: readonly PlaygroundService[]): Files {
  try {
    const dir = realpathSync(output);
    return { dir, artifacts: readArtifacts(problems, dir, services.map((service) => withOutputFiles(service, dir))), genesisTime: readGenesisTime(problems, dir), slotSeconds: readSlotSeconds(problems, dir) };
  } catch (error) {
    problems.error('FOLDER_NOT_FOUND', 'output', `the folder "${output}" cannot be read (${errorCode(error)})`, 'Give the folder that "builder-playground start <recipe> --dry-run --output <folder>" wrote');
    return { dir: output, artifacts: [] };
  }
}
