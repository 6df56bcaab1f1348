import { Argument } from 'commander';
import { UsageError, type Definition } from '../definition';
import type { Io } from '../io';
import { jsonText } from '../json-text';
import { painted, table } from '../table';
import { components, type Component } from '../../compatibility/components';
import { defaultRelease, releases as all, type Release } from '../../compatibility/releases';
import { compareVersions, versionOfTag } from '../../compatibility/version';
import { didYouMean, nearest } from '../../errors';
import { factLines } from '../../inspect/version-text';
import { knownVersions, versionFacts } from '../../inspect/version-facts';
import { keysOf } from '../../kube/plain';

interface Options {
  readonly json?: true;
}

/** Tells what is known of versions. */
export const releases: Definition = {
  takes: (command) => {
    command
      .addArgument(new Argument('[name]', 'a release, or a component; default: all releases').choices([...all.map((release) => release.name), ...Object.keys(components)]).argParser((name) => name))
      .argument('[version]', 'version of the component')
      .option('--json', 'say it as JSON');
  },
  examples: [
    ['releases', 'which sets of versions belong together?'],
    ['releases karst-2026-09', 'what is in one of them, and where is that from?'],
    ['releases op-node', 'which versions of op-node are known?'],
    ['releases op-node v1.16.0', 'everything that is known of one version'],
  ],
  action: (io) => (name: string | undefined, tag: string | undefined, { json }: Options) => {
    const say = (value: unknown, text: () => string): void => io.out(json ? jsonText(value) : text());
    if (name === undefined) return say({ default: defaultRelease, releases: all }, matrix);
    const release = all.find((each) => each.name === name);
    if (release && tag === undefined) return say(release, () => contents(release));
    const component = keysOf(components).find((each) => each === name);
    if (release || component === undefined) throw new UsageError(release ? `${name} is a release, and has no versions` : unknownName(name));
    if (tag === undefined) return say({ component, versions: knownVersions(component).map((version) => ({ version, releases: holding(component, version) })) }, () => versions(component));
    const version = spelled(component, tag);
    if (version === undefined) throw new UsageError(`"${tag}" is no version. ${hint(component, tag)}`);
    const facts = versionFacts(component, version);
    if (!facts.listed) io.err(`No list names ${component} ${version}: what follows goes by its number. ${neighbours(component, version)}\n`);
    return say(facts, () => factLines(facts).map(({ text, kind }) => `${coloured(io, text, kind)}\n`).join(''));
  },
};

function matrix(): string {
  const shown = keysOf(components).filter((component) => all.some((release) => release.components[component]));
  const rows = all.map(({ name, date, follows, components: held }): Record<string, string> => ({ release: name, date, follows, ...Object.fromEntries(shown.map((component) => [component, held[component] ?? '–'])) }));
  return [
    table<string>(['release', 'date', 'follows', ...shown], rows),
    '\n',
    ...all.map(({ name, summary }) => `${name}: ${summary}${name === defaultRelease ? ' The default.' : ''}\n`),
  ].join('');
}

function contents({ name, date, follows, summary, components: held, sources }: Release): string {
  const rows = keysOf(held).map((component) => ({ component, version: held[component] ?? '', source: sources[component] ?? '' }));
  return `${name}, ${date}, follows ${follows}${name === defaultRelease ? ', the default' : ''}\n${summary}\n\n${table(['component', 'version', 'source'], rows)}`;
}

function versions(component: Component): string {
  return table(['version', 'releases'], knownVersions(component).map((version) => ({ version, releases: holding(component, version).join(', ') || '–' })));
}

function holding(component: Component, version: string): readonly string[] {
  return all.filter((release) => release.components[component] === version).map(({ name }) => name);
}

function unknownName(name: string): string {
  const names = [...all.map((release) => release.name), ...Object.keys(components)];
  return `there is no release and no component "${name}". ${didYouMean(nearest(names, name)) ?? `The releases are ${all.map((each) => each.name).join(', ')}; the components are ${Object.keys(components).join(', ')}`}`;
}

function hint(component: Component, tag: string): string {
  const known = knownVersions(component);
  return didYouMean(nearest(known, tag)) ?? `The newest known is ${known.at(-1)}.`;
}

/** As the lists write it: the tags of some programs have no v. */
function spelled(component: Component, tag: string): string | undefined {
  const version = versionOfTag(tag);
  return version && (knownVersions(component).find((known) => versionOfTag(known) === version) ?? version);
}

function neighbours(component: Component, version: string): string {
  const known = knownVersions(component);
  const near = [known.filter((each) => compareVersions(each, version) < 0).at(-1), known.find((each) => compareVersions(each, version) > 0)].filter(Boolean);
  return `The nearest ${near.length > 1 ? 'are' : 'is'} ${near.join(' and ')}.`;
}

function coloured(io: Io, text: string, kind: 'bad' | 'doubtful' | 'plain'): string {
  return kind === 'plain' ? text : painted(io, kind, text);
}
