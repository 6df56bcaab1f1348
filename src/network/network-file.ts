import { createHash } from 'node:crypto';
import type { k8s } from 'cdk8s-plus-28';
import type { ConfigSource } from './config-source';
import { envVar, type PrepareStep } from '../kube';

/** A file of the network as a pod sees it. */
export interface MountedFile {
  /** Where the program reads it. */
  readonly path: string;
  readonly volumes: readonly k8s.Volume[];
  readonly mount: k8s.VolumeMount;
  /** What has to happen before; absent where the volume already holds the file. */
  readonly prepare?: PrepareStep;
}

/** One of the network's files, wherever it comes from: the consumers only mount it. */
export class NetworkFile {
  private digest?: string;

  constructor(
    /** Name of the volume, e.g. `l2-genesis`. */
    private readonly volume: string,
    /** Name of the file, e.g. `genesis.json`. */
    private readonly file: string,
    private readonly source: ConfigSource,
    /** Contents that synth knows. */
    private readonly text: string | undefined,
    /** ConfigMap of the network's own that carries the contents, and whether it does so compressed. */
    private readonly own: { readonly configMap: string; readonly compressed: boolean },
  ) {}

  /** Changes when the contents do. A genesis has megabytes, so it is worked out once. */
  get checksum(): string {
    this.digest ??= createHash('sha256').update(this.text ?? JSON.stringify(this.source.origin)).digest('hex').slice(0, 16);
    return this.digest;
  }

  mounted(): MountedFile {
    const dir = `/network/${this.volume}`;
    const path = `${dir}/${this.file}`;
    const mount = { name: this.volume, mountPath: dir, readOnly: true };
    const { origin } = this.source;
    switch (origin.kind) {
      case 'inline':
      case 'file':
        return this.own.compressed ? this.unpacked(path, dir) : { path, mount, volumes: [this.configMapVolume(this.own.configMap, this.file)] };
      case 'configMap':
        return { path, mount, volumes: [this.configMapVolume(origin.name, origin.key)] };
      case 'claim':
        return {
          path,
          mount: { ...mount, mountPath: path, subPath: origin.path },
          volumes: [{ name: this.volume, persistentVolumeClaim: { claimName: origin.claimName, readOnly: true } }],
        };
      case 'url':
        return this.prepared(path, dir, {
          script: `wget -q -O ${path}.part "$${this.urlVariable}"\necho "${origin.sha256}  ${path}.part" | sha256sum -c -\nmv ${path}.part ${path}`,
          mounts: [],
          env: [envVar(this.urlVariable, origin.url)],
        });
    }
  }

  private unpacked(path: string, dir: string): MountedFile {
    const packed = `${this.volume}-packed`;
    const file = this.prepared(path, dir, {
      script: `gunzip -c /${packed}/${this.file}.gz > ${path}`,
      mounts: [{ name: packed, mountPath: `/${packed}`, readOnly: true }],
    });
    return { ...file, volumes: [...file.volumes, { name: packed, configMap: { name: this.own.configMap } }] };
  }

  /** The init container writes the file into a volume that the programs only read. */
  private prepared(path: string, dir: string, step: PrepareStep): MountedFile {
    const mount = { name: this.volume, mountPath: dir };
    return {
      path,
      mount: { ...mount, readOnly: true },
      volumes: [{ name: this.volume, emptyDir: {} }],
      prepare: { ...step, mounts: [...step.mounts, mount] },
    };
  }

  private configMapVolume(name: string, key: string): k8s.Volume {
    return { name: this.volume, configMap: { name, items: [{ key, path: this.file }] } };
  }

  private get urlVariable(): string {
    return `${this.volume.toUpperCase().replaceAll('-', '_')}_URL`;
  }
}
