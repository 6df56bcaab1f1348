import type { Construct } from 'constructs';
import type { Problems } from '../../errors';

/** A Secret, or one key of it, that a pod refers to. */
export interface SecretRef {
  readonly secretName: string;
  /** Absent where the Secret is used as a whole. */
  readonly key?: string;
  /** What fills the Secret; absent where that is nobody's business here. */
  readonly source?: SecretSource;
}

/** What fills a Secret, or gives its values to a pod without one. */
export abstract class SecretSource {
  /** Kind of the object that does. */
  abstract readonly kind: string;
  /** What all values of one Secret have in common, such as their store. */
  abstract get shared(): object;

  /** What the key is read from. */
  get entry(): object | undefined {
    return undefined;
  }

  /** The driver's volume that the value comes through, and the value's file in it. */
  get csi(): { readonly providerClass: string; readonly file: string } | undefined {
    return undefined;
  }

  /** Reports options that cannot be; `namespace` is that of the chart that refers to the Secret. */
  abstract check(problems: Problems, prop: string, ref: SecretRef, namespace: string | undefined): void;

  /** Makes the object, unless it is there already. */
  make(_scope: Construct, _id: string, _spec: SourceSpec): void {}
}

export interface SourceSpec {
  /** Name of the Secret, and of the object. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The keys that pods use, to be asked for at the very end. */
  readonly uses: () => readonly SecretUse[];
}

/** A key of a Secret that pods use. */
export interface SecretUse {
  readonly key: string;
  readonly source: SecretSource;
  /** Whether a variable is read from it, which takes a Secret: a file does without. */
  readonly asVariable: boolean;
}
