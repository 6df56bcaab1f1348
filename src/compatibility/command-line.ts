import { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { catalogueOf, checkValue, type Catalogue, type CataloguedComponent, type Flag } from './catalogue';
import { components, type ComponentFacts } from './components';
import type { Image } from './images';
import { parseUserArgs, type UserArg } from './user-args';
import { didYouMean, type Problems } from '../errors';
import { checkEnvName, envVar, isEnvSource, unexpanded, type EnvSource } from '../kube';

/** What a flag can be set to. `undefined` leaves it to the program; an {@link EnvSource} never stands in the manifest. */
export type FlagValue = Item | boolean | readonly Item[] | undefined;

type Item = string | number | Duration | EnvSource | Interpolated;

/** Text with parts that the kubelet fills in when the pod starts, such as the node's address or the pod's index. */
export class Interpolated {
  /** Environment variables by name, each of which stands in the text as `$(NAME)`. */
  constructor(
    readonly text: string,
    readonly variables: Readonly<Record<string, EnvSource>>,
  ) {}
}

/** More about one flag that a construct sets. */
export interface FlagOptions {
  /** The prop it comes from, for messages. */
  readonly prop?: string;
  /** Why the user may not set it through `extraArgs` or `env`, also where the construct leaves it out. @default the user may */
  readonly fixed?: string;
}

/** The user's own additions to a command line. */
export interface UserFlags {
  /**
   * Flags added to the command line, as `--name=value`. A flag that the construct sets too is replaced, with a warning;
   * one that the pinned version does not know is an error.
   *
   * @default none
   */
  readonly extraArgs?: readonly string[];
  /**
   * Environment variables, literal or from a Secret (`SecretValue`). One that stands for a flag of the program replaces it, and
   * one that the construct sets too wins over it; both with a warning.
   *
   * @default none
   */
  readonly env?: Readonly<Record<string, string | EnvSource>>;
}

type Setting = Exclude<FlagValue, undefined>;

/**
 * The command line of one container. Flags are looked up in the catalogue of the pinned version, so none is emitted that
 * the program does not have, and values from Secrets become environment variables.
 */
export class CommandLine {
  private readonly facts: ComponentFacts;
  private readonly catalogue: Catalogue;
  private readonly settings = new Map<string, Setting>();
  private readonly fixed = new Map<string, string>();
  private readonly environment = new Map<string, string>();
  private readonly userArgs: UserArg[] = [];
  private readonly userEnv = new Map<string, string | EnvSource>();

  constructor(
    component: CataloguedComponent,
    private readonly image: Image,
    private readonly problems: Problems,
  ) {
    this.facts = components[component];
    this.catalogue = catalogueOf(component, image.version);
  }

  /** Whether the pinned version is known to have the flag. */
  has(flag: string): boolean {
    return this.catalogue.has(flag);
  }

  /** Sets a flag; reports it when the pinned version does not have it. An empty list is as good as none. */
  set(flag: string, value: FlagValue, options: FlagOptions = {}): this {
    if (options.fixed !== undefined) this.fixed.set(this.canonical(flag), options.fixed);
    if (value === undefined || (isItemList(value) && value.length === 0)) return this;
    if (this.catalogue.certainty(flag) === 'unknown') {
      this.problems.error('FLAG_NOT_IN_VERSION', options.prop ?? flag, `${this.program} has no flag --${flag}`, this.remedy(flag));
    }
    this.settings.set(this.canonical(flag), value);
    return this;
  }

  /** Sets the first of several names that the pinned version knows: a flag and what it was called before. */
  setFirst(flags: readonly [string, ...string[]], value: FlagValue, options?: FlagOptions): this {
    return this.set(flags.find((flag) => this.has(flag)) ?? flags[0], value, options);
  }

  /** Sets a flag where the pinned version has it, for defaults that older versions do without. */
  setIfKnown(flag: string, value: FlagValue, options?: FlagOptions): this {
    return this.has(flag) ? this.set(flag, value, options) : this;
  }

  /** Sets variables that are none of the program's flags; the user's own win. */
  setEnv(variables: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(variables)) this.environment.set(name, value);
    return this;
  }

  /** Adds what the user asked for beyond the props. */
  addUser({ extraArgs = [], env = {} }: UserFlags, prop = ''): this {
    const at = prop ? `${prop}.` : '';
    const seen = new Set<string>();
    for (const arg of parseUserArgs(extraArgs, this.problems, `${at}extraArgs`)) this.addArg(arg, `${at}extraArgs`, seen);
    for (const [name, value] of Object.entries(env)) this.addEnv(name, value, `${at}env.${name}`);
    return this;
  }

  /** The container's command, arguments and environment. */
  render(): { command?: string[]; args: string[]; env?: k8s.EnvVar[] } {
    const env = new Map<string, string | EnvSource>();
    const own = [...this.settings].map(([name, value]) => this.renderFlag(name, value, env)).filter((flag) => flag !== undefined);
    const users = this.userArgs.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`));
    for (const [name, value] of [...this.environment, ...this.userEnv]) env.set(name, value);
    return {
      command: this.facts.command && [...this.facts.command],
      args: [...(this.facts.subcommand ?? []), ...own, ...users],
      env: env.size ? [...env].map(([name, value]) => envVar(name, value)) : undefined,
    };
  }

  private renderFlag(name: string, value: Setting, env: Map<string, string | EnvSource>): string | undefined {
    const variable = isEnvSource(value) ? this.catalogue.flag(name)?.env[0] : undefined;
    if (variable && isEnvSource(value)) {
      env.set(variable, value);
      return undefined;
    }
    if (typeof value === 'boolean') {
      if (value) return `--${name}`;
      return this.facts.style === 'go' || this.catalogue.flag(name)?.type === 'bool-or-value' ? `--${name}=false` : undefined;
    }
    const items: readonly Item[] = isItemList(value) ? value : [value];
    return `--${name}=${items.map((item, index) => this.renderItem(name, item, index, env)).join(',')}`;
  }

  /** A secret that no variable of the program's can carry is put in by the kubelet: `$(NAME)`. */
  private renderItem(name: string, item: Item, index: number, env: Map<string, string | EnvSource>): string {
    if (item instanceof Interpolated) {
      for (const [variable, source] of Object.entries(item.variables)) env.set(variable, source);
      return item.text;
    }
    if (isEnvSource(item)) {
      const variable = `FLAG_${name.toUpperCase().replace(/\W/g, '_')}${index ? `_${index}` : ''}`;
      env.set(variable, item);
      return `$(${variable})`;
    }
    return unexpanded(item instanceof Duration ? goDuration(item) : String(item));
  }

  private addArg(arg: UserArg, prop: string, seen: Set<string>): void {
    const flag = this.catalogue.flag(arg.name);
    const name = this.canonical(arg.name);
    if (!this.admit(arg.name, prop)) return;
    if (seen.has(name) && flag && !/slice$/i.test(flag.type)) {
      this.problems.error('DUPLICATE_FLAG', prop, `--${name} is given twice`, 'Keep one of them');
      return;
    }
    seen.add(name);
    if (flag) this.checkArg(flag, arg, prop);
    if (this.replaces(name, prop, `--${arg.name}`)) this.userArgs.push(arg);
  }

  private checkArg(flag: Flag, { name, value }: UserArg, prop: string): void {
    if (flag.deprecated) {
      this.problems.warn('DEPRECATED_FLAG', prop, `--${name} is deprecated in ${this.program}`, this.renaming(name) ?? 'Do without it: a later version may refuse it');
    }
    const isSwitch = this.facts.style === 'clap' && flag.type === 'bool';
    if (isSwitch && value !== undefined) {
      this.problems.error('INVALID_FLAG_VALUE', prop, `--${name} takes no value`, `Write --${name}, or leave it out`);
      return;
    }
    const wrong = value === undefined ? (flag.type.startsWith('bool') ? undefined : `--${name} lacks its value`) : checkValue(flag, value);
    if (wrong) this.problems.error('INVALID_FLAG_VALUE', prop, wrong, `Write it like --${name}=<${flag.values?.join('|') ?? flag.type}>`);
  }

  private addEnv(name: string, value: string | EnvSource, prop: string): void {
    checkEnvName(this.problems, prop, name);
    if (this.facts.envPrefix && name.startsWith(this.facts.envPrefix)) {
      const certainty = this.catalogue.envCertainty(name);
      if (certainty === 'unknown') {
        this.problems.error('UNKNOWN_ENV', prop, `${this.program} reads no variable ${name}`, 'Check its spelling against the flags of that version');
        return;
      }
      if (certainty === 'uncertain') this.warnUncertain(`the variable ${name}`, prop);
      const flag = this.catalogue.flagOfEnv(name);
      const wrong = flag && typeof value === 'string' && checkValue(flag, value);
      if (wrong) this.problems.error('INVALID_FLAG_VALUE', prop, `${name}: ${wrong}`, 'Write the value as the flag takes it');
      if (flag && !this.replaces(flag.name, prop, name)) return;
    }
    if (this.ownEnv().has(name)) {
      this.problems.warn('ENV_OVERRIDDEN', prop, `${name} replaces the value that the construct gives it`, 'Use the typed prop that it comes from, so that everything wired to it follows');
    }
    this.userEnv.set(name, value);
  }

  /** The variables that are in the container without the user's. */
  private ownEnv(): ReadonlyMap<string, string | EnvSource> {
    const env = new Map<string, string | EnvSource>(this.environment);
    for (const [name, value] of this.settings) this.renderFlag(name, value, env);
    return env;
  }

  /** Whether the pinned version takes the flag; says so when it does not, or when that is not known. */
  private admit(name: string, prop: string): boolean {
    const certainty = this.catalogue.certainty(name);
    if (certainty === 'unknown') {
      this.problems.error('UNKNOWN_FLAG', prop, `${this.program} has no flag --${name}`, this.remedy(name));
      return false;
    }
    if (certainty === 'uncertain') this.warnUncertain(`the flag --${name}`, prop);
    return true;
  }

  private warnUncertain(what: string, prop: string): void {
    this.problems.warn('UNCERTAIN_FLAG', prop, `it is not known whether ${this.program} has ${what}`, `The nearest version whose flags are known is ${this.catalogue.basis}; check the release notes`);
  }

  /** Makes room for the user's own setting; the answer is false where it is not the user's. */
  private replaces(name: string, prop: string, written: string): boolean {
    const isSet = this.settings.has(name);
    const fixed = this.fixed.get(name);
    if (fixed !== undefined) {
      this.problems.error('FIXED_FLAG', prop, `${written} may not be ${isSet ? 'replaced' : 'set here'}: ${fixed}`, 'Use the typed prop for it');
      return false;
    }
    if (isSet) {
      this.problems.warn('FLAG_OVERRIDDEN', prop, `${written} replaces what the construct sets`, 'Use the typed prop where there is one, so that everything wired to it follows');
      this.settings.delete(name);
    }
    return true;
  }

  private canonical(name: string): string {
    return this.catalogue.flag(name)?.name ?? name;
  }

  private get program(): string {
    return `${this.image.component} ${this.image.version ?? 'of unknown version'}`;
  }

  /** What stands for a flag that has gone or is yet to come, where that is known. */
  private renaming(flag: string): string | undefined {
    const rename = this.catalogue.renamed(flag);
    if (!rename) return undefined;
    const { to, note, since } = rename;
    return `${to.length ? `Use ${to.map((name) => `--${name}`).join(', ')}` : 'Leave it out'}: ${note} (${since})`;
  }

  private remedy(flag: string): string {
    return this.renaming(flag) ?? didYouMean(this.catalogue.nearest(flag).map((name) => `--${name}`)) ?? 'Leave it out, or pin a version that has it';
  }
}

function isItemList(value: Item | boolean | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

/** A duration as Go reads it, e.g. `90s`, `250ms`. */
export function goDuration(duration: Duration): string {
  const ms = duration.toMilliseconds();
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
