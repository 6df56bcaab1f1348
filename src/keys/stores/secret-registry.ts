import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { PlacedRef } from './secret-refs';
import type { SecretRef, SecretSource, SecretUse } from './secret-source';
import type { Problems } from '../../errors';
import { labelsOf, type Identity } from '../../kube';

/** One Secret of a namespace, which something fills. */
interface FilledSecret {
  readonly source: SecretSource;
  /** Where it was first said what fills it. */
  readonly by: string;
  readonly keys: Map<string, SecretSource>;
  readonly uses: Map<string, SecretUse>;
  made: boolean;
}

/** What fills the Secrets of an app: all constructs of a namespace have to agree on it, and it is made once. */
export class SecretRegistry {
  private static readonly apps = new WeakMap<IConstruct, SecretRegistry>();
  private readonly secrets = new Map<string, FilledSecret>();

  static of(construct: IConstruct): SecretRegistry {
    const { root } = construct.node;
    const known = this.apps.get(root) ?? new SecretRegistry();
    this.apps.set(root, known);
    return known;
  }

  /** Takes note of what fills the Secrets that a construct refers to; reports names that cannot be, and what contradicts others. */
  claim(problems: Problems, construct: IConstruct, refs: Iterable<PlacedRef>): void {
    for (const [prop, ref] of refs) {
      checkRef(problems, prop, ref);
      if (!ref.source) continue;
      ref.source.check(problems, prop, ref, Chart.of(construct).namespace);
      this.fill(problems, construct, prop, ref, ref.source);
    }
  }

  /** What fills a key of a Secret of the construct's namespace. */
  sourceOf(construct: IConstruct, secretName: string, key: string): SecretSource | undefined {
    return this.secrets.get(keyOf(construct, secretName))?.keys.get(key);
  }

  /** Notes that a pod uses a key, and makes what fills the Secret when nobody has yet. */
  use(scope: Construct, identity: Identity, secretName: string, key: string, asVariable: boolean): void {
    const secret = this.secrets.get(keyOf(scope, secretName));
    const source = secret?.keys.get(key);
    // A key that nobody said anything of is not fetched; where the Secret is filled as a whole, there is no saying.
    if (!secret || (!source && secret.keys.size > 0)) return;
    if (source) secret.uses.set(key, { key, source, asVariable: asVariable || secret.uses.get(key)?.asVariable === true });
    if (secret.made) return;
    secret.made = true;
    secret.source.make(scope, `secret-${secretName}`, { name: secretName, labels: labelsOf(identity), uses: () => [...secret.uses.values()] });
  }

  private fill(problems: Problems, construct: IConstruct, prop: string, { secretName, key }: SecretRef, source: SecretSource): void {
    const known = this.secrets.get(keyOf(construct, secretName));
    const secret = known ?? { source, by: construct.node.path, keys: new Map<string, SecretSource>(), uses: new Map<string, SecretUse>(), made: false };
    this.secrets.set(keyOf(construct, secretName), secret);
    const same = alike([source.kind, source.shared], [secret.source.kind, secret.source.shared]);
    const other = key === undefined ? undefined : secret.keys.get(key);
    if (key !== undefined && !other) secret.keys.set(key, source);
    if (same && (!other || alike(source.entry, other.entry))) return;
    problems.error(
      'CONFLICTING_SECRET',
      prop,
      `${secret.by} says that Secret "${secretName}" is filled by ${same ? `another value under "${key}"` : `another ${secret.source.kind}`}`,
      same ? 'Take another key for one of them' : 'Give all values of one Secret the same store and options, or each a Secret of its own',
    );
  }
}

/** A chart without a namespace may be put into any: its Secrets are its own. */
function keyOf(construct: IConstruct, secretName: string): string {
  const chart = Chart.of(construct);
  return JSON.stringify([chart.namespace ?? [chart.node.path], secretName]);
}

function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY = /^[-._a-zA-Z0-9]+$/;

function matches(text: unknown, form: RegExp): boolean {
  return typeof text === 'string' && text.length <= 253 && form.test(text);
}

/** The rules of the API server, whose message would come with the pods. The name is not repeated: it may be a secret that was put in its place. */
function checkRef(problems: Problems, prop: string, { secretName, key }: SecretRef): void {
  if (!matches(secretName, NAME)) {
    problems.error('INVALID_SECRET_NAME', prop, 'this is no name of a Secret', 'Give lower-case letters, digits, "-" and ".", at most 253 characters');
  }
  if (key !== undefined && !matches(key, KEY)) {
    problems.error('INVALID_SECRET_KEY', prop, 'this is no key of a Secret', 'Give letters, digits, "-", "_" and ".", at most 253 characters');
  }
}
