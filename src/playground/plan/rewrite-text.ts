import type { PlaygroundService } from '../model';

const DOCKER_HOST = 'host.docker.internal';

/** What the addresses in plain text lead to. */
export interface AddressBook {
  /** Names of all services of the manifest. */
  readonly services: readonly string[];
  /** The number on which a service is met, by the one that it has in Compose; undefined when it has no such port. */
  readonly portOf: (service: string, original: number) => number | undefined;
  /** Called for every address that leads elsewhere than it does in Compose. */
  readonly astray: (host: string, address: string) => void;
}

/** Compose reads `$$` as `$`. @param variable called with each `$NAME` that Compose would replace */
export function composeText(text: string, variable: (name: string) => void): string {
  return text.replace(/\$\$|\$\{?([A-Za-z_]\w*)/g, (found, name: string | undefined) => {
    if (name === undefined) return '$';
    variable(name);
    return found;
  });
}

/**
 * Puts the numbers that hold here into addresses that are written without a template, such as `http://beacon:3500`.
 *
 * @param owner the service that reads the text: its `localhost` is itself
 */
export function rewriteAddresses(text: string, { name }: PlaygroundService, { services, portOf, astray }: AddressBook): string {
  if (text.includes(DOCKER_HOST)) astray(DOCKER_HOST, DOCKER_HOST);
  const hosts = ['localhost', '127.0.0.1', ...services].map((host) => host.replaceAll('.', '\\.')).join('|');
  return text.replace(new RegExp(`(?<![\\w.-])(${hosts}):(\\d{1,5})(?!\\d)`, 'g'), (address, host: string, number: string) => {
    const local = host === 'localhost' || host === '127.0.0.1';
    const port = portOf(local ? name : host, Number(number));
    if (port === undefined && local) astray(host, address);
    return port === undefined ? address : `${host}:${port}`;
  });
}
