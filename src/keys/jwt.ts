import type { ISecret, k8s } from 'cdk8s-plus-28';
import { SecretValue } from './secret-value';

/** Where the two clients of a pod read the secret of the engine API. */
export const JWT_DIR = '/jwt';
export const JWT_PATH = `${JWT_DIR}/jwt.hex`;

/**
 * The secret that an execution client and its consensus client share. Both run in one pod, so by default it is made
 * there, in memory, and is known to nobody else.
 */
export class Jwt {
  /** 32 random bytes, made anew with each pod, in a volume in memory. The default. */
  static generated(): Jwt {
    return new Jwt();
  }

  /** 64 hex digits from a key of a Secret. */
  static fromSecret(secret: string | ISecret, key: string): Jwt {
    return Jwt.fromValue(SecretValue.fromSecret(secret, key));
  }

  /** 64 hex digits from wherever a `SecretValue` comes from. */
  static fromValue(value: SecretValue): Jwt {
    return new Jwt(value);
  }

  private constructor(
    /** The Secret's key; `undefined` when the pod makes it. */
    readonly secret?: SecretValue,
  ) {}

  /** @internal */
  volume(): k8s.Volume {
    return this.secret?.volume('jwt', 'jwt.hex') ?? { name: 'jwt', emptyDir: { medium: 'Memory' } };
  }

  /** What the init container runs, or `undefined` with a Secret. A restarted sandbox must not get a second secret. @internal */
  script(): string | undefined {
    return this.secret ? undefined : `[ -s ${JWT_PATH} ] || (umask 077 && head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' > ${JWT_PATH})`;
  }
}
