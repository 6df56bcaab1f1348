import { InvalidArgumentError, Option } from 'commander';
import { repeated, UsageError, type Definition } from '../definition';
import type { PlaygroundValues } from '../playground-values';
import type { PlaygroundServiceOptions } from '../../playground';

interface Options {
  readonly output?: string;
  readonly values?: string;
  readonly mode: 'pod' | 'workloads';
  readonly name?: string;
  readonly namespace?: string;
  readonly storage?: 'ephemeral' | 'pvc' | 'local-path';
  readonly image?: readonly Assignment[];
  readonly skip?: readonly string[];
  readonly external?: readonly Assignment[];
  readonly expose?: readonly string[];
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly pullSecret?: readonly string[];
  readonly dockerHost?: string;
  readonly mountOutput?: true;
  readonly nativeSidecars: boolean;
  readonly toolbox?: string;
  readonly fresh?: true;
  readonly strict?: true;
}

type Assignment = readonly [service: string, value: string];
type Services = Record<string, PlaygroundServiceOptions>;

const NAME = 'playground';

/** Makes manifests of what builder-playground wrote, without an app. */
export const playground: Definition = {
  takes: (command) => {
    command
      .argument('<dir>', 'the folder that `builder-playground start <recipe> --dry-run --output <dir>` wrote')
      .option('--output <folder>', 'write <name>.k8s.yaml into this folder; default: YAML on stdout')
      .option('--values <file>', 'props of the chart as YAML or JSON, by their names; the options here count more')
      .addOption(new Option('--mode <mode>', 'all services in one pod, or a Deployment for each').choices(['pod', 'workloads']).default('pod'))
      .option('--name <name>', `name of the workload and beginning of all others; default: ${NAME}`)
      .option('--namespace <namespace>', 'of every object; it is not made; default: the one kubectl is set to')
      .addOption(new Option('--storage <storage>', 'where services keep their data; default: ephemeral').choices(['ephemeral', 'pvc', 'local-path']))
      .option('--image <service=image>', 'another image for a service; again for another one', assigned)
      .option('--skip <service>', 'do not run a service; again for another one', repeated)
      .option('--external <service=host>', 'a service runs at this IP address or host name; again for another one', assigned)
      .option('--expose <service>', 'make the ports of a service reachable on every node (NodePort); again for another one', repeated)
      .addOption(new Option('--image-pull-policy <policy>', 'default: Always for tags that move, else IfNotPresent').choices(['Always', 'IfNotPresent', 'Never']))
      .option('--pull-secret <name>', 'Secret with which images are pulled; again for another one', repeated)
      .option('--docker-host <ip>', 'IP address of the machine that arguments call host.docker.internal')
      .option('--mount-output', 'mount the whole folder at /artifacts in every container')
      .option('--no-native-sidecars', 'start all containers at once, for Kubernetes before 1.29')
      .option('--toolbox <image>', 'image of the init container; default: busybox')
      .option('--fresh', 'fail where the genesis of the folder is too long past to start a chain from it')
      .option('--strict', 'fail for warnings');
  },
  examples: [
    ['playground playground-out --namespace playground', 'pipe it into kubectl apply --server-side -f -'],
    ['playground playground-out --output manifests --name l1 --storage pvc', 'a file, and data that outlives the pod'],
    ['playground playground-out --image el=ghcr.io/paradigmxyz/reth:v1.9.4 --expose el', 'another image, and a way in'],
    ['playground playground-out --mode workloads --values values.yaml', 'a Deployment for each service, and any prop of the chart'],
  ],
  action: (io) => async (output: string, options: Options) => {
    // Everything of cdk8s is loaded here, so that --help need not wait for it.
    const [{ App, Chart }, { BuilderPlaygroundChart }, { BuilderPlaygroundWorkloads }, { playgroundValues }] = await Promise.all([
      import('cdk8s'), import('../../charts/builder-playground-chart'), import('../../playground/workloads'), import('../playground-values'),
    ]);
    const { setStrict } = await import('../../errors');
    const { name = NAME, ...props } = propsOf(options, options.values === undefined ? {} : playgroundValues(options.values));
    const app = new App({ outdir: options.output });
    if (options.mode === 'pod') new BuilderPlaygroundChart(app, name, { ...props, name, output });
    else {
      if (!options.nativeSidecars || props.nativeSidecars !== undefined) throw new UsageError('pods of mode workloads have no native sidecars');
      const { namespace, labels = {}, strict, ...rest } = props;
      const chart = new Chart(app, name, { namespace, labels: { ...labels } });
      if (strict !== undefined) setStrict(chart, strict);
      new BuilderPlaygroundWorkloads(chart, NAME, { ...rest, name, output });
    }
    if (options.output === undefined) return io.out(app.synthYaml());
    app.synth();
    return io.out(`${options.output}/${name}.k8s.yaml\n`);
  },
};

function propsOf(options: Options, values: PlaygroundValues): PlaygroundValues {
  const { name, namespace, storage, imagePullPolicy, pullSecret, dockerHost, mountOutput, toolbox, fresh, strict } = options;
  const given = {
    name, namespace, storage, imagePullPolicy, imagePullSecrets: pullSecret, dockerHost, mountOutput, toolbox, strict,
    ...(!options.nativeSidecars && { nativeSidecars: false }),
    ...(fresh && { now: new Date() }),
  };
  const services = servicesOf(options, values.services ?? {});
  return { ...values, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), ...(Object.keys(services).length > 0 && { services }) };
}

/** What the options say of a service beside what the file says of it. */
function servicesOf({ image = [], skip = [], external = [], expose = [] }: Options, values: Readonly<Services>): Services {
  const services: Services = { ...values };
  const add = (service: string, own: PlaygroundServiceOptions): void => {
    services[service] = { ...services[service], ...own };
  };
  for (const [service, reference] of image) add(service, { image: reference });
  for (const service of skip) add(service, { run: 'skip' });
  for (const [service, host] of external) add(service, { run: { external: host } });
  for (const service of expose) add(service, { expose: { ...services[service]?.expose, type: services[service]?.expose?.type ?? 'NodePort' } });
  return services;
}

function assigned(text: string, before: readonly Assignment[] | undefined): readonly Assignment[] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Write it as service=value.');
  return [...(before ?? []), [text.slice(0, at), text.slice(at + 1)]];
}
